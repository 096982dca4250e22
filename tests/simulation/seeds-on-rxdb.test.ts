import { expect, it } from 'vitest';
import { tellApart } from './told-apart.ts';

it('SIM-01: seeds 1 to 30, 10 devices each with the store they have in the field: nothing lost, nothing twice', async () => {
  const args = ['--store', 'rxdb', '--seeds', '30', '--devices', '10', '--seed', '1'];
  const { seeds, failed, stats } = await tellApart('.', args, 580_000);
  expect(failed).toEqual([]);
  expect(seeds).toBe(30);
  // A simulation in which nothing goes wrong would show nothing.
  for (const misfortune of ['crashes', 'serverCrashes', 'restores', 'doubled'] as const)
    expect(stats[misfortune]).toBeGreaterThan(2);
}, 600_000);
