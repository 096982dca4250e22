import { expect, it } from 'vitest';
import { tellApart } from './told-apart.ts';

it('SIM-01: seeds 351 to 700, 20 devices each: nothing lost, nothing twice, everybody has what is his', async () => {
  const { seeds, failed, stats } = await tellApart('.', ['--seeds', '350', '--seed', '351']);
  expect(failed).toEqual([]);
  expect(seeds).toBe(350);
  // A simulation in which nothing goes wrong would show nothing.
  for (const misfortune of ['crashes', 'serverCrashes', 'restores', 'doubled'] as const)
    expect(stats[misfortune]).toBeGreaterThan(20);
});
