import type { Collection } from '../../src/domain/record-types.ts';
import { serverCalls } from '../../src/protocol/server-calls.ts';
import { startSync, type SyncEngine } from '../../src/sync/sync-engine.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { newId } from '../../sync-server/surroundings.ts';
import type { Identity } from './base-world.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';
import { neverOlder } from './never-older.ts';
import {
  memoryStorage,
  type Life,
  type PhoneDisk,
  type PhoneStorage,
  type Session,
  type StoreInHand,
} from './phone-storage.ts';
import { linkOf, type Link } from './virtual-network.ts';

/** A phone with its disk, its clock, its network, and the app on it, which is open now and then. */
export interface SimulatedDevice {
  readonly index: number;
  readonly identity: Identity;
  readonly disk: PhoneDisk;
  readonly link: Link;
  isOpen(): boolean;
  /** The store of the app as it runs; opens the app if need be. */
  store(): StoreInHand;
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
  storage: PhoneStorage = memoryStorage(
    world.story.fresh.includes(index) ? undefined : identity.disk,
  ),
): SimulatedDevice {
  const { time, trace, story } = world;
  const { disk } = storage;
  let life = 0;
  let points = 0;
  let current: { store: StoreInHand; engine(): SyncEngine | null } | null = null;
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
    storage.end();
    retries.clear();
    // The system closes the sockets of a dead process, sooner or later.
    for (const close of closers) time.timers.after(chance.below(60_000), close);
    closers.clear();
  }

  function start(): void {
    life += 1;
    const mine = life;
    const isAlive = () => life === mine;
    const pass = (name: string): boolean => {
      if (!isAlive()) return false;
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
      if (!isAlive()) return false;
      if (chance.happens(0.2)) disk.sync();
      return true;
    };
    const dawdle = () => (chance.happens(story.dawdle) ? chance.between(1, 400) : 0);
    const point = async (name: string): Promise<void> => {
      if (!pass(name)) return never();
      const ms = dawdle();
      if (ms === 0) return undefined;
      await new Promise<void>((resolve) => {
        time.timers.after(ms, resolve);
      });
      return isAlive() ? undefined : never();
    };
    const ids = {
      now,
      randomBytes: (size: number) => chance.bytes(size),
      every: () => () => undefined,
      report: () => undefined,
    };
    const ownLife: Life = {
      person: identity.person,
      now,
      newId: () => newId(ids),
      isAlive,
      pass,
      dawdle,
      point,
    };
    let engine: SyncEngine | null = null;
    const inHand = storage.open(ownLife, (store, session) => {
      if (isAlive()) engine = sync(isAlive, store, session);
    });
    current = { store: inHand, engine: () => engine };
    world.stats.opened += 1;
  }

  function sync(isAlive: () => boolean, store: SyncStore, session: Session): SyncEngine {
    const told = (what: string) => world.broken([`d${index}: ${what}`]);
    return startSync({
      store: neverOlder(store, disk, told),
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
      session,
      storage: async () => null,
      app: 'simulated',
    });
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
      return (current as unknown as { store: StoreInHand }).store;
    },
    close: end,
    powerCut() {
      end();
      const lost = disk.loseUnsynced();
      trace.note(`${world.clock()} d${index} lost ${lost} writes`);
      world.stats.crashes += 1;
    },
    atPoint(after, act, where) {
      acts.push({ after: where ? after : after * storage.pace, act, where });
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
    syncNow: () => current?.engine()?.syncNow(),
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
