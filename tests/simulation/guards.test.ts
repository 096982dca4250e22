import { expect, it } from 'vitest';
import { guards } from './guards.ts';
import { tryGuards } from './try-guards.ts';

it('SIM-15: with any guard taken away the simulator says that something is wrong', async () => {
  const tried = await tryGuards(guards, { root: '.', seeds: 120, atOnce: 2 });
  const missed = tried.filter(({ caught }) => caught === null).map(({ guard }) => guard.holds);
  expect(missed).toEqual([]);
  expect(tried).toHaveLength(guards.length);
  const rules = new Set(guards.map(({ rule }) => rule));
  for (let rule = 1; rule <= 13; rule += 1) expect(rules).toContain(rule);
});
