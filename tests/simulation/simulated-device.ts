import type { Collection } from '../../src/domain/record-types.ts';
import { serverCalls } from '../../src/protocol/server-calls.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { startSync, type SyncEngine } from '../../src/sync/sync-engine.ts';
import { newId } from '../../sync-server/surroundings.ts';
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts';
import { memoryStore, type MemoryStore } from '../support/memory-store.ts';
import type { Identity } from './base-world.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';
import { neverOlder } from './never-older.ts';
import { linkOf, type Link } from './virtual-network.ts';

/** A phone with its disk, its clock, its network, and the app on it, which is open now and then. */
export interface SimulatedDevice {
  readonly index: number;
  readonly identity: Identity;
  readonly disk: MemoryDisk;
  readonly link: Link;
  isOpen(): boolean;
  /** The store of the app as it runs; opens the app if need be. */
  store(): MemoryStore;
  open(): void;
  /** The tab is closed, or killed: what was written stays. */
  close(): void;
  powerCut(): void;
  /** At the n-th place from now where the app waits for its disk: an accident, or a person who acts just then. */
  atPoint(after: number, act: () => void, where?: string): void;
  /** Whether a record that its holder made is on it. */
  holdsOwn(c: Collection, id: string): boolean;
  /** What was to happen at some point does not any more. */
  calm(): void;
  setMode(mode: Link['mode']): void;
  syncNow(): void;
  setClock(shift: number, drift: number): void;
  jump(ms: number): void;
  isOld: boolean;
  now(): number;
  readonly points: number;
}

const never = (): Promise<never> => Promise.race([]);

export function simulatedDevice(
  world: World,
  index: number,
  identity: Identity,
  chance: Chance,
): SimulatedDevice {
  const { time, trace, story } = world;
  const disk = memoryDisk(story.fresh.includes(index) ? undefined : identity.disk);
  let life = 0;
  let points = 0;
  let current: { store: MemoryStore; engine: SyncEngine } | null = null;
  let shift = 0;
  let drift = 0;
  let acts: { after: number; act: () => void; where: string | undefined }[] = [];
  const retries = new Set<() => void>();
  const closers = new Set<() => void>();

  const now = () => Math.round(time.now() + shift + (time.now() - world.began) * drift);
  const link = linkOf(world, identity, chance, () => device.isOld, story.forgers.includes(index));

  function end(): void {
    if (!current) return;
    life += 1;
    current = null;
    retries.clear();
    // The system closes the sockets of a dead process, sooner or later.
    for (const close of closers) time.timers.after(chance.below(60_000), close);
    closers.clear();
  }

  function start(): void {
    life += 1;
    const mine = life;
    const isAlive = () => life === mine;
    const point = async (name: string): Promise<void> => {
      if (!isAlive()) return never();
      points += 1;
      for (const each of acts) if (!each.where || each.where === name) each.after -= 1;
      if (acts.length > 0 && current) {
        const due = acts.filter(({ after }) => after <= 0);
        acts = acts.filter(({ after }) => after > 0);
        for (const { act } of due) {
          trace.note(`${world.clock()} d${index} at ${name}`);
          act();
        }
      }
      if (!isAlive()) return never();
      if (chance.happens(0.2)) disk.sync();
      if (chance.happens(story.dawdle)) {
        await new Promise<void>((resolve) => {
          time.timers.after(chance.between(1, 400), resolve);
        });
        if (!isAlive()) return never();
      }
      return undefined;
    };
    const ownStore = memoryStore({
      person: identity.person,
      now,
      newId: () =>
        newId({
          now,
          randomBytes: (size) => chance.bytes(size),
          every: () => () => undefined,
          report: () => undefined,
        }),
      disk,
      point,
    });
    const store = neverOlder(ownStore, (what) => world.broken([`d${index}: ${what}`]));
    const engine = startSync({
      store,
      calls: serverCalls(link.fetch(isAlive)),
      now,
      timers: {
        after: (ms, run) => time.timers.after(ms, () => isAlive() && run()),
      },
      chance: () => chance.next(),
      openStream: (onHint, onState) => {
        const close = link.openStream(isAlive, onHint, onState);
        closers.add(close);
        return () => {
          closers.delete(close);
          close();
        };
      },
      locks: { hold: (_name, _how, work) => work(new AbortController().signal) },
      channel: { post: () => undefined, listen: () => () => undefined },
      onHint: (hear) => {
        retries.add(hear);
        return () => retries.delete(hear);
      },
      isVisible: () => true,
      session: {
        get: async () => disk.state.get('session') as SessionAnswer | undefined,
        set: async (session) => disk.put(disk.state, 'session', session),
      },
      storage: async () => null,
      app: 'simulated',
    });
    current = { store, engine };
    world.stats.opened += 1;
  }

  const device: SimulatedDevice = {
    index,
    identity,
    disk,
    link,
    isOld: false,
    now,
    get points() {
      return points;
    },
    isOpen: () => current !== null,
    open() {
      if (!current) start();
    },
    store() {
      if (!current) start();
      return (current as unknown as { store: MemoryStore }).store;
    },
    close: end,
    powerCut() {
      end();
      const lost = disk.loseUnsynced();
      trace.note(`${world.clock()} d${index} lost ${lost} writes`);
      world.stats.crashes += 1;
    },
    atPoint(after, act, where) {
      acts.push({ after, act, where });
    },
    holdsOwn: (c, id) => disk.records.get(c)?.get(id)?.createdBy === identity.person,
    calm() {
      acts = [];
    },
    setMode(mode) {
      const was = link.mode;
      link.mode = mode;
      if (was !== mode && mode !== 'cut') for (const hear of retries) hear();
    },
    syncNow: () => current?.engine.syncNow(),
    setClock(nextShift, nextDrift) {
      shift = nextShift;
      drift = nextDrift;
    },
    jump(ms) {
      shift += ms;
    },
  };
  return device;
}
