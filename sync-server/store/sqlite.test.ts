import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeStore } from '../test-support/store-conformance.ts';
import { plantTree, testCommunity } from '../test-support/test-community.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

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
