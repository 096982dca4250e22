import '../../../tests/support/indexeddb.ts';
import {
  fillWithDefaultSettings,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { recordTypes } from '../../domain/record-types.ts';
import { rawStorage } from '../../../tests/support/raw-storage.ts';
import { rxSchemaOf } from '../rx-schema.ts';
import { quickStorage } from './quick-storage.ts';

const usual = { unsent: Object.freeze({}), unsentSince: 0 };
type Fields = Record<string, unknown>;

let made = 0;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  vi.restoreAllMocks();
});

const row = (id: string, fields: object = {}): Fields => ({
  id,
  kind: 'round',
  place: 'c1/g1/b1/h1',
  involves: [],
  unsent: {},
  unsentSince: 0,
  finishedAt: 1,
  ...fields,
});

type Doc = RxDocumentData<Fields>;
type Tab = RxStorageInstance<Fields, unknown, unknown>;

/** The same collection as several tabs of one device have it, each with its own connection. */
async function tabs(
  count: number,
  storage: RxStorage<unknown, unknown> = quickStorage(usual),
): Promise<Tab[]> {
  made += 1;
  const open = async (token: string) => {
    const tab: Tab = await storage.createStorageInstance<Fields>({
      databaseInstanceToken: `${made}-${token}`,
      databaseName: `t${made}`,
      collectionName: 'visits',
      schema: fillWithDefaultSettings(rxSchemaOf(recordTypes.visits)),
      options: {},
      multiInstance: true,
      devMode: false,
    });
    closing.push(() => tab.close());
    return tab;
  };
  return Promise.all(Array.from({ length: count }, (_, n) => open(String(n))));
}

let time = 1;
const doc = (id: string, rev: string, fields: object = {}): Doc => ({
  ...row(id, fields),
  _rev: rev,
  _deleted: false,
  _attachments: {},
  _meta: { lwt: (time += 1) },
});

const write = async (tab: Tab | undefined, document: Doc, previous?: Doc) =>
  (await tab?.bulkWrite([{ document, ...(previous ? { previous } : {}) }], 'test'))?.error ?? [];

it('refuses a change by a tab whose copy is old, with the copy that stands', async () => {
  const [here, there] = await tabs(2);
  const heard: string[] = [];
  const hearing = there?.changeStream().subscribe(({ events }) => {
    heard.push(...events.map(({ operation, documentId }) => `${operation} ${documentId}`));
  });
  const first = doc('a', '1-here', { note: 'first' });
  expect(await write(here, first)).toEqual([]);
  const second = doc('a', '2-there', { note: 'second' });
  expect(await write(there, second, first)).toEqual([]);
  const [conflict] = await write(here, doc('a', '2-here', { note: 'late' }), first);
  expect(conflict).toMatchObject({
    status: 409,
    documentInDb: { note: 'second', _rev: '2-there' },
  });
  expect(await write(here, doc('a', '1-here'))).toMatchObject([{ status: 409 }]);
  await vi.waitFor(() => expect(heard).toContain('INSERT a'));
  expect(heard).toEqual(['INSERT a', 'UPDATE a']);
  hearing?.unsubscribe();
});

it('never brings back what another tab has taken away, even where revisions repeat', async () => {
  const [here, there] = await tabs(2);
  const first = doc('a', '1-here', { note: 'first' });
  await write(here, first);
  expect(await write(there, { ...doc('a', '2-there'), _deleted: true }, first)).toEqual([]);
  const [conflict] = await write(here, doc('a', '2-here', { note: 'late' }), first);
  expect(conflict).toMatchObject({ status: 409, documentInDb: { _deleted: true } });
  // Taking away again what is gone is done.
  expect(await write(here, { ...doc('a', '2-here'), _deleted: true }, first)).toEqual([]);
  // A new record under the same id counts its revisions from one again.
  expect(await write(there, doc('a', '1-here', { note: 'again' }))).toEqual([]);
  expect(await write(here, doc('a', '2-here', { note: 'late' }), first)).toMatchObject([
    { documentInDb: { note: 'again' } },
  ]);
});

it('writes what is new in a batch though some of it is known, and all or nothing when the disk is full', async () => {
  const [tab] = await tabs(1);
  await write(tab, doc('b', '1-x', { note: 'known' }));
  const batch = ['a', 'b', 'c'].map((id) => ({ document: doc(id, '1-x', { note: 'new' }) }));
  const { error } = (await tab?.bulkWrite(batch, 'test')) ?? { error: [] };
  expect(error.map(({ documentId, status }) => [documentId, status])).toEqual([['b', 409]]);
  const found = async () =>
    (await tab?.findDocumentsById(['a', 'b', 'c', 'd', 'e'], false))?.map(({ note }) => note);
  expect(await found()).toEqual(['new', 'known', 'new']);

  const add = IDBObjectStore.prototype.add;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    value,
  ) {
    if ((value as Fields)['id'] === 'e') throw new DOMException('full', 'QuotaExceededError');
    return add.call(this, value);
  });
  const more = ['d', 'e'].map((id) => ({ document: doc(id, '1-x') }));
  await expect(tab?.bulkWrite(more, 'test')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect(await found()).toEqual(['new', 'known', 'new']);
});

it('keeps nothing on the disk that goes without saying, and nothing of what is deleted', async () => {
  const [tab] = await tabs(1);
  const waiting = doc('w', '1-x', { unsent: { '*': { at: 5, seen: 0 } }, unsentSince: 5 });
  const settled = doc('s', '1-x');
  await write(tab, waiting);
  await write(tab, settled);
  await write(tab, doc('gone', '1-x', { note: '张三' }));
  const [there] = (await tab?.findDocumentsById(['gone'], false)) ?? [];
  await write(tab, { ...doc('gone', '2-x'), _deleted: true }, there);
  const raw = await rawStorage();
  expect(raw).not.toContain('张三');
  expect(raw.match(/unsentSince/g)).toHaveLength(1);
  expect(raw).not.toMatch(/_attachments|_deleted/);
  expect(await tab?.findDocumentsById(['s', 'w'], false)).toEqual([settled, waiting]);
});

it('opens what RxDB’s own storage wrote, without what had been deleted there', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const [old] = await tabs(1, getRxStorageDexie());
  const kept = doc('kept', '3-x', { unsent: { note: { at: 7, seen: 2 } }, unsentSince: 7 });
  const settled = doc('settled', '1-x');
  await write(old, kept);
  await write(old, settled);
  await write(old, { ...doc('gone', '1-x', { note: '张三' }), _deleted: true });
  await old?.close();
  made -= 1;
  const [tab] = await tabs(1);
  expect(await tab?.findDocumentsById(['gone', 'kept', 'settled'], true)).toEqual([kept, settled]);
  expect(await rawStorage()).not.toContain('张三');
});

it('goes on when the browser has dropped the connection, with or without a word', async () => {
  const [tab] = await tabs(1);
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const connection = () => transaction.mock.contexts.at(-1) as IDBDatabase | undefined;
  await write(tab, doc('a', '1-x'));
  connection()?.close();
  expect(await write(tab, doc('b', '1-x'))).toEqual([]);
  const second = connection();
  second?.close();
  second?.onclose?.(new Event('close'));
  expect(await write(tab, doc('c', '1-x'))).toEqual([]);
  expect(connection()).not.toBe(second);
  expect(await tab?.findDocumentsById(['a', 'b', 'c'], false)).toHaveLength(3);
});
