import '../../tests/support/indexeddb.ts';
import { setImmediate } from 'node:timers/promises';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { openStore, type OpenStore } from './device-store.ts';

const place = 'c1/g1/b1/h101';
const open: OpenStore[] = [];
let opened = 0;

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.forget();
});

/** A device whose connections the browser can drop, whatever is under way in them. */
async function device() {
  const connections = new Set<IDBDatabase>();
  const underWay = new Set<IDBTransaction>();
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...how
  ) {
    connections.add(this);
    const begun = transaction.apply(this, how);
    underWay.add(begun);
    for (const end of ['complete', 'abort'])
      begun.addEventListener(end, () => underWay.delete(begun));
    return begun;
  });
  const made = await openStore({
    name: `dropped${++opened}`,
    person: 'p1',
    device: 'd1',
    now: () => 1_000,
    newId: () => crypto.randomUUID(),
  });
  open.push(made);
  const drop = () => {
    // A browser gives up what is under way first.
    for (const each of underWay) {
      try {
        each.abort();
      } catch {
        // It is being committed.
      }
    }
    for (const connection of connections) forceCloseDatabase(connection as never);
    connections.clear();
  };
  return { ...made, drop };
}

const person = (name: string) => ({ kind: 'resident' as const, place, name });

it('what is watched goes on when the browser drops all connections in the middle of a question', async () => {
  const { store, sync, drop } = await device();
  const heard = { names: [] as string[], unsent: 0, phase: '', waiting: 0 };
  const failed: unknown[] = [];
  const error = (each: unknown) => void failed.push(each);
  store.watch('people').subscribe({
    next: (people) => void (heard.names = people.map(({ name }) => name)),
    error,
  });
  store.syncStatus.subscribe({
    next: ({ unsent, phase }) => void Object.assign(heard, { unsent, phase }),
    error,
  });
  sync.onWaiting((count) => void (heard.waiting = count));
  await store.create('people', person('甲'));
  await vi.waitFor(() => expect(heard).toMatchObject({ names: ['甲'], unsent: 1, waiting: 1 }));
  for (const pauses of Array.from({ length: 24 }, (_, n) => n)) {
    const name = `乙${pauses}`;
    const nothing = () => null;
    const written = store.create('people', person(name)).catch(nothing);
    const said = sync.saveStatus({ phase: 'offline', syncedAt: pauses }).catch(nothing);
    const asked = store.find('people', { where: { name } }).catch(nothing);
    // While it is written, and while what is watched is asked anew.
    for (let n = 0; n < pauses % 12; n += 1) await Promise.resolve();
    if (pauses >= 12) for (let n = 12; n < pauses; n += 1) await setImmediate();
    drop();
    await Promise.all([written, said, asked]);
    // What was promised is there, and what came to nothing can be tried again.
    if ((await written) === null) await store.create('people', person(name));
    await sync.saveStatus({ phase: 'upToDate', syncedAt: pauses });
    await vi.waitFor(() => {
      expect(heard.names).toContain(name);
      expect(heard).toMatchObject({
        phase: 'upToDate',
        unsent: heard.names.length,
        waiting: heard.names.length,
      });
    });
  }
  expect(failed).toEqual([]);
  expect(await store.find('people')).toHaveLength(25);
});
