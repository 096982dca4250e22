import { expect, it } from 'vitest';
import { rxdbGuards } from './rxdb-guards.ts';
import { tryGuards } from './try-guards.ts';

it('SIM-15: with anything that the store on RxDB holds to taken away, its stories go wrong', async () => {
  const args = ['--store', 'rxdb', '--devices', '10'];
  const tried = await tryGuards(rxdbGuards, { root: '.', seeds: 40, atOnce: 2, args });
  const missed = tried.filter(({ caught }) => caught === null).map(({ guard }) => guard.holds);
  expect(missed).toEqual([]);
  expect(tried).toHaveLength(rxdbGuards.length);
});
