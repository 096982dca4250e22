import '../../tests/support/indexeddb.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { openStore, type OpenStore } from './device-store.ts';

const place = 'c1/g1/b1/h101';
const open: OpenStore[] = [];

async function phone(): Promise<OpenStore> {
  const made = await openStore({
    name: 'full',
    person: 'p1',
    device: 'd1',
    now: () => 1_000,
    newId: () => crypto.randomUUID(),
  });
  open.push(made);
  return made;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.forget();
});

/** A disk on which nothing more can be written, be it only to learn that it is there already. */
function fillDisk(): void {
  for (const method of ['add', 'put'] as const) {
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
  }
}

it('a phone whose disk is full opens, shows what it holds, and has what it must send', async () => {
  const before = await phone();
  const { id } = await before.store.create('people', { kind: 'resident', place, name: '陈秀英' });
  await before.store.close();
  open.length = 0;
  fillDisk();
  const { store, sync } = await phone();
  expect(await store.get('people', id)).toMatchObject({ name: '陈秀英' });
  expect(await sync.waiting(10, new Set())).toHaveLength(1);
  await expect(store.edit('people', id, { name: '陈秀' })).rejects.toMatchObject({
    code: 'storageFull',
  });
});
