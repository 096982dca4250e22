import { expect, it } from 'vitest';
import { tellApart } from './told-apart.ts';

it('SIM-01: seeds 1001 to 2000, 20 devices each: nothing lost, nothing twice, everybody has what is his', async () => {
  const { seeds, failed, stats } = await tellApart('.', ['--seeds', '1000', '--seed', '1001']);
  expect(failed).toEqual([]);
  expect(seeds).toBe(1000);
  // A simulation in which nothing goes wrong would show nothing.
  for (const misfortune of ['crashes', 'serverCrashes', 'restores', 'doubled'] as const)
    expect(stats[misfortune]).toBeGreaterThan(100);
});
