import { afterAll, expect, inject, test } from 'vitest';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { emptiedPostgres } from '../support/emptied-postgres.ts';
import { compareStores } from './differential/compare-stores.ts';

const postgres = await emptiedPostgres(inject('postgres') ?? '');
afterAll(() => postgres.end());

test('ST-06: the same questions have the same answers on both stores, and leave the same behind', async () => {
  const stories = 12;
  const each = 1000;
  let done = 0;
  let accepted = 0;
  for (let seed = 1; seed <= stories; seed += 1) {
    const sqlite = await openSqlite(':memory:');
    const result = await compareStores([sqlite, await postgres.open()], seed, each);
    expect(result.difference).toBeNull();
    done += result.done;
    accepted += result.outcomes.get('accepted') ?? 0;
    await sqlite.close();
  }
  console.log(
    `ST-06: ${done} operations in ${stories} stories, ${accepted} accepted, differences 0`,
  );
  // A story in which everything is refused would show nothing.
  expect(accepted).toBeGreaterThan(done / 20);
  expect(done).toBeGreaterThanOrEqual(stories * each);
});
