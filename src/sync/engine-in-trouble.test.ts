import { describe, expect, it } from 'vitest';
import type { CallProblem } from '../protocol/server-calls.ts';
import type { CarriedEntry } from '../store/carried-entry.ts';
import { home, idOf, phone, place, session } from '../../tests/support/engine-phone.ts';

const never = <T>(): Promise<T> => Promise.race([]);

describe('when somebody else signs in with this browser', () => {
  it('asks whose session it is before anything goes out again', async () => {
    const { time, server, store, start, hints, status, knowSession } = phone();
    knowSession({ ...session, serverTime: 0 });
    start();
    await time.pass(1_000);
    server.fault = () => ({ code: 'sessionEnded' });
    const made = store.create('places', home);
    await time.pass(5_000);
    expect(status()?.phase).toBe('signedOut');
    // The cookie is now another person's; this phone is looked at again before anybody could stop that.
    server.fault = () => null;
    server.person = { id: 'other', name: '李强' };
    const before = [server.pulls.length, server.pushes.length];
    hints.retry();
    await time.pass(10_000);
    expect([server.pulls.length, server.pushes.length]).toEqual(before);
    expect(store.get('places', made.id)?.unsentSince).toBeGreaterThan(0);
    expect(status()?.phase).toBe('signedOut');
  });
});

describe('a phone that is to be given back', () => {
  it('sends what is finished on it at once, though it may read no more', async () => {
    const { time, server, store, start, status, serverHas } = phone();
    server.fault = (call) => (call === 'pull' ? { code: 'deviceHandedIn' } : null);
    start();
    await time.pass(60_000);
    expect(status()).toMatchObject({ phase: 'signedOut', problem: 'deviceHandedIn' });
    const made = store.create('places', home);
    await time.pass(1_000);
    expect(serverHas(made.id)).toBeDefined();
    const asked = server.pulls.length;
    await time.pass(600_000);
    expect(server.pulls.length - asked).toBeLessThan(3);
  });
});

describe('an app that was too old', () => {
  it('is not said to be so any more once it was renewed, even before there is a network', async () => {
    const { time, server, start, status } = phone();
    server.fault = (call) => (call === 'pull' ? { code: 'clientTooOld' } : null);
    const old = start();
    await time.pass(1_000);
    expect(status()?.tooOld).toBe(true);
    const over = old.stop();
    await time.pass(2_000);
    await over;
    server.fault = () => ({ code: 'unreachable' });
    const renewed = phone({ ports: { app: 'renewed' } });
    renewed.server.fault = server.fault;
    const before = status();
    if (before) await renewed.store.saveStatus(before);
    renewed.start();
    await renewed.time.pass(1_000);
    expect(renewed.status()).toMatchObject({ phase: 'offline' });
    expect(renewed.status()?.tooOld).toBeUndefined();
  });
});

describe('a phone whose disk is full', () => {
  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));

  it('still sends what only it has', async () => {
    const { time, store, start, serverHas } = phone();
    const made = store.create('places', home);
    start({ ...store, saveStatus: full, setClockOffset: full, leaderAlive: full });
    await time.pass(60_000);
    expect(serverHas(made.id)).toBeDefined();
  });

  it('says how things stand as soon as that can be written again', async () => {
    const { time, server, store, start, status } = phone();
    let isFull = false;
    start({ ...store, saveStatus: (next) => (isFull ? full() : store.saveStatus(next)) });
    await time.pass(1_000);
    expect(status()?.phase).toBe('upToDate');
    server.fault = () => ({ code: 'unreachable' });
    isFull = true;
    store.create('places', home);
    await time.pass(1_000);
    isFull = false;
    await time.pass(400_000);
    expect(status()?.phase).toBe('offline');
  });
});

describe('what never answers', () => {
  it('does not stop it: the browser may never say how much room there is', async () => {
    const { time, store, start, serverHas } = phone({
      ports: { storage: () => never() },
    });
    start();
    await time.pass(60_000);
    const made = store.create('places', home);
    await time.pass(600_000);
    expect(serverHas(made.id)).toBeDefined();
  });

  it('does not stop it: a browser may not be able to make keys, or may fail at it', async () => {
    for (const publicKey of [
      () => never<null>(),
      () => Promise.reject(new DOMException('not here', 'DataCloneError')),
    ]) {
      const errands = {
        carried: { toDeliver: async () => [], keepCarried: async () => undefined },
        send: async () => ({ ok: false, problem: { code: 'unreachable' } }) as const,
        publicKey,
        giveKey: async () => ({ ok: false, problem: { code: 'unreachable' } }) as const,
      };
      const { time, server, store, start, serverHas } = phone({ ports: { errands } });
      server.carried = { key: 'AAAA', known: false };
      const made = store.create('places', home);
      start();
      await time.pass(600_000);
      expect(serverHas(made.id)).toBeDefined();
    }
  });
});

describe('a first sync that throws', () => {
  it('says that it failed and why, goes on trying, and leaves the error where a helper looks for it', async () => {
    const thrown: unknown[] = [];
    const { time, server, store, start, status } = phone({
      ports: { onError: (error) => thrown.push(error) },
    });
    server.put('places', {
      ...home,
      id: 'p1',
      involves: [],
      createdAt: 1,
      createdBy: 'x',
      version: 0,
      receivedAt: 1,
    });
    const wrong = new Error('a copy that cannot be written');
    let isBroken = true;
    start({
      ...store,
      takePage: (page, how) => (isBroken ? Promise.reject(wrong) : store.takePage(page, how)),
    });
    await time.pass(2_000);
    expect(status()).toMatchObject({ phase: 'failed', problem: 'internal', syncedAt: null });
    expect(thrown[0]).toBe(wrong);
    isBroken = false;
    await time.pass(400_000);
    expect(status()?.phase).toBe('upToDate');
  });
});

describe('parcels carried for others', () => {
  it('are handed in, though the server fails on one of them', async () => {
    const kept = new Map<string, CarriedEntry>();
    for (const [n, id] of ['a', 'b'].entries())
      kept.set(id, { id, takenAt: n, state: 'waiting', parcel: new Uint8Array([n]) });
    let tries = 0;
    const internal: CallProblem = {
      type: 'about:blank',
      title: 'internal',
      status: 500,
      code: 'internal',
      serverTime: 0,
    } as never;
    const counts = { taken: 1, known: 0, review: 0, refused: 0 };
    const errands = {
      carried: {
        toDeliver: async () => [...kept.values()].filter(({ state }) => state === 'waiting'),
        keepCarried: async (entry: CarriedEntry) => void kept.set(entry.id, entry),
      },
      send: async (parcel: string) => {
        tries += 1;
        if (parcel === 'AA') return { ok: false, problem: internal } as const;
        return { ok: true, value: { counts, receipt: 'AAAA', serverTime: 0 } } as never;
      },
      publicKey: async () => null,
      giveKey: async () => ({ ok: false, problem: { code: 'unreachable' } }) as const,
    };
    const { time, start } = phone({ ports: { errands } });
    start();
    await time.pass(60_000);
    expect([kept.get('a')?.state, kept.get('b')?.state]).toEqual(['waiting', 'delivered']);
    expect(tries).toBeLessThan(10);
  });
});

describe('a network that loses whatever is long', () => {
  it('gets smaller and smaller batches until one goes through, and larger ones again later', async () => {
    const { time, server, store, start } = phone();
    start();
    await time.pass(1_000);
    const carries = (most: number) => {
      server.fault = (call, rows) =>
        call === 'push' && rows.length > most ? { code: 'unreachable' } : null;
    };
    carries(30);
    for (let n = 0; n < 200; n += 1) store.create('places', home);
    await time.pass(15 * 60_000);
    expect(await store.countWaiting()).toBe(0);
    carries(200);
    const before = server.pushes.length;
    for (let n = 0; n < 400; n += 1) store.create('places', home);
    await time.pass(60_000);
    expect(await store.countWaiting()).toBe(0);
    expect(Math.max(...server.pushes.slice(before).map((rows) => rows.length))).toBeGreaterThan(
      100,
    );
  });

  it('is not taken for none: a first sync of which every other page is lost goes on at once', async () => {
    const { time, server, store, start } = phone();
    server.pageSize = 10;
    for (let n = 0; n < 400; n += 1) server.put('places', place(idOf(n), `${n}`));
    let calls = 0;
    server.fault = (call) =>
      call === 'pull' && ++calls % 2 === 0 ? { code: 'unreachable' } : null;
    start();
    // Forty times somewhat more than a second; with the patience for a network that is away it would take hours.
    await time.pass(120_000);
    expect(store.all('places')).toHaveLength(400);
  });
});
