import { expect, it } from 'vitest';
import { tellSideBySide } from './told-side-by-side.ts';

it('SIM-01: 2,000 seeds, 20 devices each: nothing lost, nothing twice, everybody has what is his', async () => {
  const { seeds, took, failed, stats } = await tellSideBySide('.', 1, 2_000);
  console.log(`${seeds} seeds in ${Math.round(took / 1000)} s: ${JSON.stringify(stats)}`);
  expect(failed).toEqual([]);
  expect(seeds).toBe(2_000);
  // A simulation in which nothing goes wrong would show nothing.
  for (const misfortune of ['crashes', 'serverCrashes', 'restores', 'doubled'] as const)
    expect(stats[misfortune]).toBeGreaterThan(200);
}, 600_000);
