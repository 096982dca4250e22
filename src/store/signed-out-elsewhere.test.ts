import '../../tests/support/indexeddb.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { recordTypes } from '../domain/record-types.ts';
import { openStore, type OpenStore } from './device-store.ts';
import { forgetDatabases } from './forget-databases.ts';

const person = '0193c1f0-0000-7000-8000-0000000000aa';
const open: OpenStore[] = [];
let made = 0;

const databases = async (name: string) =>
  (await indexedDB.databases()).map((one) => one.name ?? '').filter((one) => one.includes(name));

async function phone(name: string) {
  const opened = await openStore({
    name,
    person,
    device: 'd1',
    now: () => 1_000_000,
    newId: () => `0193c1f0-0000-7000-8000-${String(++made).padStart(12, '0')}`,
  });
  open.push(opened);
  return opened;
}

const page = {
  copies: [
    {
      c: 'people' as const,
      record: {
        id: '0193c1f0-1111-7000-8000-000000000001',
        kind: 'resident',
        place: 'c1/g1/b1/h101',
        involves: [],
        createdAt: 1,
        createdBy: 'somebody',
        version: 1,
        receivedAt: 1,
        name: '陈秀英',
      },
    },
  ],
  gone: [],
};

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.close();
});

it('a tab that goes on after the device was signed out in another brings nothing back', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { store, sync, carried } = await phone('elsewhere1');
  await sync.takePage(page, null);
  // What the other tab does; this one has an answer of the server under way, a page to remember, a need to write.
  await forgetDatabases('elsewhere1', recordTypes);
  await expect(sync.takePage(page, null)).rejects.toThrow(/closed|storeClosed/iu);
  await expect(sync.saveStatus({ phase: 'offline', syncedAt: null })).rejects.toThrow(
    /closed|storeClosed/iu,
  );
  await expect(store.memory('lastPage').set({ address: '/people' })).rejects.toThrow(
    /closed|storeClosed/iu,
  );
  await expect(
    store.create('people', { kind: 'resident', place: 'c1/g1/b1/h101', name: '何秀兰' }),
  ).rejects.toThrow(/closed|storeClosed/iu);
  await expect(carried.toDeliver()).rejects.toThrow(/closed|storeClosed/iu);
  await expect(store.find('people', { limit: 3 })).rejects.toThrow(/closed|storeClosed/iu);
  expect(await databases('elsewhere1')).toEqual([]);
});
