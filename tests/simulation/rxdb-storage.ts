import type { OpenStore } from '../../src/store/device-store.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { rxdbDisk, type RxdbDisk } from '../support/rxdb-disk.ts';
import { phoneName, viewOf } from '../support/rxdb-disk-view.ts';
import { storeModuleOf } from '../support/rxdb-modules.ts';
import { poweredBy, type Powered } from '../support/rxdb-power.ts';
import { rxdbSurroundings } from '../support/rxdb-surroundings.ts';
import type { Identity } from './base-world.ts';
import type { Life, PhoneStorage } from './phone-storage.ts';
import { rxdbInHand } from './rxdb-in-hand.ts';
import { noteSights } from './rxdb-sights.ts';
import type { World } from './world.ts';

/** How long a dead app has to finish what it does to its copy of the disk (ms). */
const lingering = 200;
let lives = 0;
const never = <T>(): Promise<T> => Promise.race([]);

/** Where a phone keeps what it has: the store of the app on RxDB, on an IndexedDB that one can pull the plug of. */
export function rxdbStorage(
  world: World,
  index: number,
  identity: Identity,
  from?: RxdbDisk,
): PhoneStorage {
  const disk = rxdbDisk(from);
  const view = viewOf(disk);
  let ends = (): void => undefined;
  return {
    pace: 3,
    disk: {
      get records() {
        return view.records;
      },
      get returned() {
        return view.returned;
      },
      get state() {
        return view.state;
      },
      sync: () => disk.sync(),
      loseUnsynced: () => disk.loseUnsynced(),
    },
    end: () => ends(),
    open(life, ready) {
      const opened = openLife(world, index, identity, disk, life);
      const inHand = rxdbInHand(world, view, opened.store, life);
      ends = () => {
        inHand.end();
        opened.end();
      };
      void opened.store.then(({ sync, store }) => {
        const session = store.memory<SessionAnswer>('session');
        ready(watched(sync, life, opened.closers), session);
      });
      return inHand.store;
    },
  };
}

/** Opens the store for one life of the app. What a dead app still does goes on unseen until it closes its store. */
function openLife(
  world: World,
  index: number,
  identity: Identity,
  disk: RxdbDisk,
  life: Life,
): { readonly store: Promise<OpenStore>; readonly closers: Set<() => void>; end(): void } {
  const surroundings = rxdbSurroundings();
  lives += 1;
  const name = `p${index}x${lives}p`;
  let powered: Powered | null = null;
  const open = async (): Promise<OpenStore> => {
    const { openStore } = await storeModuleOf(index);
    powered = await poweredBy(disk, {
      ...life,
      after: (ms, then) => void world.time.timers.after(ms, then),
      committed: (database, changes) => noteSights(world, identity, database, changes),
    });
    const { open: openDatabase } = powered;
    surroundings.serve(name, {
      open: (database, version) => openDatabase(database.replace(name, phoneName), version),
    });
    const { person, now, newId } = life;
    return openStore({ name, person, device: identity.device, now, newId });
  };
  const whole = open();
  const closers = new Set<() => void>();
  return {
    closers,
    store: whole.then(
      (opened) => (life.isAlive() ? opened : never()),
      (error: unknown) => {
        if (!life.isAlive()) return never();
        throw error;
      },
    ),
    end() {
      powered?.cut();
      for (const close of closers) close();
      // Its transactions come to their end first: who closes a store with work under way hears of it from each.
      const over = () => surroundings.stop(name);
      const close = () => whole.then(({ store }) => store.close()).then(over, over);
      world.time.timers.after(lingering, () => void close());
    },
  };
}

/** The store as syncing sees it, with a point before and after each thing it asks of it. */
function watched(sync: SyncStore, life: Life, closers: Set<() => void>): SyncStore {
  const entries = Object.entries(sync).map(([name, ask]) => {
    if (name === 'onWaiting') {
      const onWaiting: SyncStore['onWaiting'] = (hear) => {
        const stop = sync.onWaiting((count) => {
          if (life.isAlive()) hear(count);
        });
        closers.add(stop);
        return stop;
      };
      return [name, onWaiting];
    }
    const asked = async (...told: unknown[]): Promise<unknown> => {
      await life.point(name);
      try {
        const answer: unknown = await (ask as (...told: unknown[]) => Promise<unknown>)(...told);
        await life.point(`${name} done`);
        return answer;
      } catch (error) {
        if (!life.isAlive()) return never();
        throw error;
      }
    };
    return [name, asked];
  });
  return Object.fromEntries(entries) as SyncStore;
}
