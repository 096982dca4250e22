import '../support/indexeddb.ts';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { openStore } from '../../src/store/device-store.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { plantTree, testCommunity } from '../../sync-server/test-support/test-community.ts';
import { memoryStore } from '../support/memory-store.ts';
import { syncing, wireTo } from './device-with-server.ts';

const door = 'c1/g01/b1/h101';
const within = { timeout: 4_000, interval: 20 };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Held {
  readonly sync: SyncStore;
  all(c: Collection): Promise<readonly AnyRecord[]>;
}

async function inMemory(person: string, now: () => number): Promise<Held> {
  const store = memoryStore({ person, now, newId: () => randomUUID() });
  return { sync: store, all: async (c) => store.all(c) };
}

async function onRxdb(person: string, now: () => number): Promise<Held> {
  const name = `compared${randomUUID()}`;
  const options = { name, person, device: 'd', now, newId: () => randomUUID() };
  const { store, sync } = await openStore(options);
  closing.push(() => store.forget());
  return { sync, all: async (c) => (await store.find(c)) as unknown as readonly AnyRecord[] };
}

describe.each([
  ['in memory', inMemory],
  ['on RxDB', onRxdb],
])('a device %s that is compared with the server', (_name, open) => {
  async function liaison() {
    const made = await testCommunity();
    await plantTree(made.server, made.make);
    const people = await Promise.all(['李', '王', '陈'].map((name) => made.person(door, name)));
    const { device } = await made.employed('liaison', 'c1/g01/b1');
    const now = () => made.clock.at;
    const held = await open(device.session.person, now);
    const wire = wireTo(() => made.server, device.session);
    const engine = syncing(held.sync, wire, () => made.server, device.session, now);
    closing.unshift(() => engine.stop());
    const status = async () => (await held.sync.readStatus())?.compared;
    await expect.poll(status, within).toBeDefined();
    const seen = async () =>
      (await held.all('people')).map(({ id, version }) => ({ id, version })).toSorted(byId);
    const compared = async () => {
      made.clock.at += 1000;
      engine.compareNow();
      await expect.poll(async () => (await status())?.at, within).toBe(made.clock.at);
      return status();
    };
    return { ...made, people, device, held, wire, seen, compared, status };
  }
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

  it('finds nothing to mend after a first sync', async () => {
    const { status, held, device } = await liaison();
    const all = [];
    for (const c of ['places', 'people', 'posts', 'needs', 'visits', 'notices'] as const) {
      all.push(...(await held.all(c)));
    }
    expect(await status()).toMatchObject({ held: all.length, mended: 0, differing: 0 });
    expect(all.some(({ id }) => id === device.session.person)).toBe(true);
  });

  it('gets back what it had lost, and nothing else is touched', async () => {
    const { people, held, seen, compared } = await liaison();
    const before = await seen();
    await held.sync.takePage({ copies: [], gone: [{ c: 'people', id: people[1] ?? '' }] }, null);
    expect(await seen()).toHaveLength(before.length - 1);
    expect(await compared()).toMatchObject({ mended: 1, differing: 0 });
    expect(await seen()).toEqual(before);
    expect(await compared()).toMatchObject({ mended: 0, differing: 0 });
  });

  it('loses what it should not have, and takes the server’s copy of what is not the server’s', async () => {
    const { people, held, seen, compared } = await liaison();
    const before = await seen();
    const [some] = await held.all('people');
    const stray = { ...(some as AnyRecord), id: randomUUID(), version: 9999 };
    const altered = { ...(some as AnyRecord), version: 9998, name: '改' };
    const copies = [stray, altered].map((record) => ({ c: 'people' as const, record }));
    await held.sync.takePage({ copies, gone: [] }, null);
    expect(people.length).toBeGreaterThan(0);
    expect(await compared()).toMatchObject({ mended: 2, differing: 0 });
    expect(await seen()).toEqual(before);
    expect((await held.all('people')).map((record) => record['name'])).not.toContain('改');
  });

  it('is not said to differ because of what the server was told meanwhile', async () => {
    const { wire, person, seen, compared } = await liaison();
    wire.cut = 'all';
    await person(door, '赵');
    wire.cut = 'none';
    expect(await compared()).toMatchObject({ mended: 0, differing: 0 });
    expect(await seen()).toHaveLength(5);
  });
});
