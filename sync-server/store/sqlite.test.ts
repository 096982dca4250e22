import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeStore } from '../test-support/store-conformance.ts';
import { plantTree, testCommunity } from '../test-support/test-community.ts';
import { openSqlite } from './sqlite.ts';
import type { Sql, Store } from './store.ts';

let folder: string;
let file: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  file = join(folder, 'linli.db');
  store = await openSqlite(file);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string) =>
  store.write((sql) => sql.run('insert into meta (name, value) values (?, ?)', [name, 'x']));
const names = () =>
  store.read(async (sql) => {
    const rows = await sql.all<{ name: string }>('select name from meta order by name');
    return rows.map((row) => row.name);
  });

describe('SQLite', () => {
  describeStore(() => openSqlite(':memory:'));
});

describe('the file', () => {
  test('is synced at every commit: an acknowledged push survives the power going', async () => {
    const [mode] = await store.read((sql) => sql.all('pragma synchronous'));
    expect(mode).toEqual({ synchronous: 2 });
    const [journal] = await store.read((sql) => sql.all('pragma journal_mode'));
    expect(journal).toEqual({ journal_mode: 'wal' });
    const [keys] = await store.read((sql) => sql.all('pragma foreign_keys'));
    expect(keys).toEqual({ foreign_keys: 1 });
  });

  test('is opened again as it was left, with its steps applied once', async () => {
    await put('kept');
    await store.close();
    store = await openSqlite(file);
    expect(await names()).toEqual(['kept']);
  });

  test('of a newer version is not touched', async () => {
    await store.write((sql) => sql.run('insert into migrations (number) values (999)'));
    await expect(openSqlite(file)).rejects.toThrow('newer Linli');
  });
});

describe('writers that wait at the same time', () => {
  /** What is on disk, as somebody else finds it there. */
  const committed = () => {
    const other = new DatabaseSync(file, { readOnly: true });
    const rows = other.prepare('select name from meta order by name').all();
    other.close();
    return rows.map(({ name }) => name);
  };
  const write = (name: string, andThen: (sql: Sql) => Promise<unknown> = () => Promise.resolve()) =>
    store.write(async (sql) => {
      await sql.run('insert into meta (name, value) values (?, ?)', [name, 'x']);
      await sql.tell(name);
      await andThen(sql);
      return name;
    });
  const failing = () => Promise.reject(new Error('on the way'));

  test('are committed together, and none is answered before', async () => {
    const before: unknown[][] = [];
    const look = () => Promise.resolve(before.push(committed()));
    const answers = ['a', 'b', 'c'].map(async (name) => [await write(name, look), committed()]);
    expect(await Promise.all(answers)).toEqual(
      ['a', 'b', 'c'].map((name) => [name, ['a', 'b', 'c']]),
    );
    expect(before).toEqual([[], [], []]);
  });

  test('do not pay for the one that fails: it alone is undone, and its words with it', async () => {
    const heard: string[] = [];
    store.listen({ heard: (word) => heard.push(word), missed: () => undefined });
    const all = Array.from({ length: 40 }, (_, n) => `n${10 + n}`);
    const fails = (n: number) => n % 3 === 1;
    const ended = await Promise.allSettled(
      all.map((name, n) => write(name, fails(n) ? failing : undefined)),
    );
    const good = all.filter((_, n) => !fails(n));
    expect(ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))).toEqual(good);
    expect(committed()).toEqual(good);
    expect(heard).toEqual(good);
  });

  test('are done again one by one when the commit fails: only whose fault it is hears of it', async () => {
    const promise = async (sql: Sql) => {
      await sql.run('pragma defer_foreign_keys = on');
      await sql.run(`insert into lineage (community, began, mark) values ('nowhere', 0, '')`);
    };
    const ended = await Promise.allSettled([write('a'), write('b', promise), write('c')]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed()).toEqual(['a', 'c']);
  });

  test('are done again one by one when the disk is full: who still fits in is taken in', async () => {
    const [used] = await store.read((sql) => sql.all<{ page_count: number }>('pragma page_count'));
    await store.read((sql) => sql.all(`pragma max_page_count = ${(used?.page_count ?? 0) + 2}`));
    const fill = (sql: Sql) =>
      sql.run('insert into meta (name, value) values (?, ?)', ['much', 'x'.repeat(100_000)]);
    const ended = await Promise.allSettled([write('a'), write('b', fill)]);
    expect(ended).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'storageFull' } }]);
    expect(committed()).toEqual(['a']);
  });
});

describe('a full disk', () => {
  test('fails the whole push with a word of its own, and leaves nothing half-done', async () => {
    const { server, push, system, creation, make } = await testCommunity({ store });
    await plantTree(server, make);
    const [used] = await store.read((sql) => sql.all<{ page_count: number }>('pragma page_count'));
    await store.read((sql) => sql.all(`pragma max_page_count = ${(used?.page_count ?? 0) + 2}`));
    const rows = Array.from({ length: 300 }, () =>
      creation('people', { kind: 'resident', place: 'c1/g01/b1/h101', name: '李'.repeat(60) }),
    );
    await expect(push(system, ...rows)).rejects.toMatchObject({ code: 'storageFull' });
    const left = await store.read((sql) => sql.all(`select id from records where c = 'people'`));
    expect(left).toEqual([]);
  });
});
