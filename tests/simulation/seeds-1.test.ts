import { expect, it } from 'vitest';
import { tellApart } from './told-apart.ts';

it('SIM-01: seeds 1 to 1,000, 20 devices each: nothing lost, nothing twice, everybody has what is his', async () => {
  const args = ['--seeds', '1000', '--seed', '1'];
  const { seeds, failed, stats } = await tellApart('.', args, 580_000);
  expect(failed).toEqual([]);
  expect(seeds).toBe(1_000);
  // A simulation in which nothing goes wrong would show nothing.
  for (const misfortune of ['crashes', 'serverCrashes', 'restores', 'doubled'] as const)
    expect(stats[misfortune]).toBeGreaterThan(20);
}, 600_000);
