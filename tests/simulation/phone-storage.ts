import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';
import type { SyncPorts } from '../../src/sync/sync-ports.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts';
import { memoryStore, type MemoryStore } from '../support/memory-store.ts';

/** What rests on a device, as the oracles see it; what the power takes with it is another's business. */
export interface PhoneDisk {
  readonly records: ReadonlyMap<Collection, ReadonlyMap<string, StoredRecord>>;
  readonly returned: ReadonlyMap<string, ReturnedEntry>;
  readonly state: ReadonlyMap<string, unknown>;
  /** What is written by now stays, whatever happens. */
  sync(): void;
  /** The power goes: the latest writes are as if they had never been. Answers how many. */
  loseUnsynced(): number;
}

/** The store as a person has it in hand. */
export type StoreInHand = Pick<
  MemoryStore,
  'edit' | 'finishDraft' | 'discardDraft' | 'remove' | 'get' | 'all' | 'now'
> & { create(...told: Parameters<MemoryStore['create']>): { readonly id: string } };

/** The app from one start to its end. */
export interface Life {
  readonly person: string;
  now(): number;
  newId(): string;
  isAlive(): boolean;
  /** A place where the app waits: what is to happen there happens. False when it does not live on. */
  pass(name: string): boolean;
  /** For how long the disk dawdles here (ms); nearly always not at all. */
  dawdle(): number;
  /** Both at once; never comes back when the app does not live on. */
  point(name: string): Promise<void>;
}

export type Session = SyncPorts['session'];

/** Where a device keeps what it has, whatever stands behind it. */
export interface PhoneStorage {
  /** How many points it has for one of the store in memory, more or less. */
  readonly pace: number;
  readonly disk: PhoneDisk;
  /** The app starts; `ready` hears when syncing may begin. */
  open(life: Life, ready: (store: SyncStore, session: Session) => void): StoreInHand;
  /** The app has ended, in whatever way. */
  end(): void;
}

/** The store in memory: everything is there at once. */
export function memoryStorage(from?: MemoryDisk): PhoneStorage {
  const disk = memoryDisk(from);
  return {
    pace: 1,
    disk,
    end: () => undefined,
    open(life, ready) {
      const store = memoryStore({ ...life, disk });
      ready(store, {
        get: async () => disk.state.get('session') as SessionAnswer | undefined,
        set: async (session) => disk.put(disk.state, 'session', session),
      });
      return store;
    },
  };
}
