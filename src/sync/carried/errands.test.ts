import { expect, it } from 'vitest';
import type { SessionAnswer } from '../../protocol/session.ts';
import type { CarriedEntry } from '../../store/carried-entry.ts';
import { memoryStore } from '../../../tests/support/memory-store.ts';
import { scriptedServer } from '../../../tests/support/scripted-server.ts';
import { statusKeeper } from '../status-keeper.ts';
import { syncCycle } from '../sync-cycle.ts';
import type { SyncPorts } from '../sync-ports.ts';

const me = '0193c1f0-0000-7000-8000-0000000000aa';

/** One cycle of a device that carries a parcel, and the calls it made, in their order. */
async function cycle(how: { readonly known: boolean; readonly publicKey: string | null }) {
  const asked: string[] = [];
  const session: SessionAnswer = {
    device: { id: 'd1', name: 'phone' },
    person: { id: me, name: '王芳' },
    community: 'c1',
    grants: [{ role: 'admin', place: 'c1' }],
    scopeEpoch: 's1',
    epoch: 'e1',
    protocol: 1,
    carried: { key: 'k', known: how.known },
    serverTime: 0,
  };
  const { calls } = scriptedServer(() => 1000, session, 'd1');
  const store = memoryStore({
    person: me,
    now: () => 1000,
    newId: () => '0193c1f0-0000-7000-8000-000000000001',
  });
  store.create('places', { kind: 'household', place: 'c1/g1/b1/h101', name: '101' });
  let entry: CarriedEntry = { id: 'x', takenAt: 1, state: 'waiting', parcel: Uint8Array.of(1) };
  const ports = {
    store,
    calls: {
      ...calls,
      push: (...args: Parameters<typeof calls.push>) => {
        asked.push('push');
        return calls.push(...args);
      },
      pull: (...args: Parameters<typeof calls.pull>) => {
        asked.push('pull');
        return calls.pull(...args);
      },
    },
    now: () => 1000,
    chance: () => 0.5,
    timers: { after: () => () => undefined },
    session: { get: async () => session, set: async () => undefined },
    app: 'test',
    errands: {
      carried: {
        toDeliver: async () => (entry.state === 'waiting' ? [entry] : []),
        keepCarried: async (kept: CarriedEntry) => {
          entry = kept;
        },
      },
      send: async () => {
        asked.push('carried');
        const counts = { taken: 1, known: 0, review: 0, refused: 0 };
        return { ok: true as const, value: { counts, receipt: 'AA', serverTime: 1000 } };
      },
      publicKey: async () => how.publicKey,
      giveKey: async (key: string) => {
        asked.push(`key ${key}`);
        return { ok: true as const, value: { serverTime: 1000 } };
      },
    },
  } as unknown as SyncPorts;
  const stop = new AbortController().signal;
  const work = syncCycle(ports, stop, statusKeeper(store, undefined));
  expect(await work.pushAndPull()).toBeNull();
  expect(await work.pushAndPull()).toBeNull();
  return { asked, state: () => entry.state };
}

it('its own work goes out first, then what it carries, once, and then it reads', async () => {
  const { asked, state } = await cycle({ known: true, publicKey: 'mine' });
  expect(asked).toEqual(['push', 'carried', 'pull', 'pull']);
  expect(state()).toBe('delivered');
});

it('a device whose key the server does not know gives it; one that has none goes on without', async () => {
  expect((await cycle({ known: false, publicKey: 'mine' })).asked[0]).toBe('key mine');
  expect((await cycle({ known: false, publicKey: null })).asked[0]).toBe('push');
});
