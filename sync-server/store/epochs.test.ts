import { expect, test } from 'vitest';
import { beginEpoch, sharedWith } from './epochs.ts';
import { openSqlite } from './sqlite.ts';

test('two histories share what came before the first that one of them does not know', async () => {
  const store = await openSqlite(':memory:');
  const at = (seq: number) =>
    store.write((sql) => sql.run('update communities set seq = ?', [seq]));
  const begin = (epoch: string) => store.write((sql) => beginEpoch(sql, epoch));
  const shared = (before: string) => store.read((sql) => sharedWith(sql, 'c1', before));
  await store.write((sql) =>
    sql.run(`insert into communities (id, seq, settings) values ('c1', 0, '{}')`),
  );
  expect(await shared('first')).toBe(0);
  await at(50);
  await begin('second');
  await at(70);
  await begin('third');
  expect(await shared('first')).toBe(50);
  expect(await shared('second')).toBe(70);
  expect(await shared('of a copy that was overwritten')).toBe(50);
  await store.close();
});
