import { created, edited, finished, removed, type Author } from '../../src/store/local-change.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';
import type { EngineStatus } from '../../src/store/sync-status.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { memoryClock } from './memory-clock.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';
import { memoryIncoming } from './memory-incoming.ts';
import { memoryRecords, nameOf } from './memory-records.ts';

type Values = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, readonly object[]>>;

/** A device's store in memory, by the same decisions as the one on RxDB: for the simulation and the engine's tests. */
export interface MemoryStore extends SyncStore {
  create(c: Collection, fields: Values, how?: { draft?: boolean; id?: string }): StoredRecord;
  edit(c: Collection, id: string, change: Values, add?: Members): void;
  finishDraft(c: Collection, id: string, change?: Values): void;
  discardDraft(c: Collection, id: string): void;
  remove(c: Collection, id: string): void;
  get(c: Collection, id: string): StoredRecord | undefined;
  all(c: Collection): StoredRecord[];
  readonly returned: ReadonlyMap<string, ReturnedEntry>;
  readonly statuses: readonly EngineStatus[];
  offset(): number;
  now(): number;
}

export interface MemoryStoreOptions {
  readonly person: string;
  now(): number;
  newId(): string;
  readonly disk?: MemoryDisk;
  /** Passed at every place where the store on RxDB waits for the disk; there a simulation may crash or dawdle. */
  readonly point?: (name: string) => Promise<void>;
}

const feedKey = 'feed';
const statusKey = 'status';
const leaderKey = 'leader';

const typeOf = (c: Collection): RecordTypeDeclaration => recordTypes[c];

export function memoryStore(options: MemoryStoreOptions): MemoryStore {
  const disk = options.disk ?? memoryDisk();
  const point = options.point ?? (() => Promise.resolve());
  const statuses: EngineStatus[] = [];
  const stateOf = (key: string) => disk.state.get(key);
  const records = memoryRecords(disk);
  const clock = memoryClock(disk, () => options.now());
  const { of, everything, decide, tell } = records;
  const { now, stamp } = clock;
  const author: Author = { person: options.person, now, stamp, newId: () => options.newId() };

  const put = (c: Collection, record: StoredRecord) => {
    records.write(c, record);
    tell();
  };
  const need = (c: Collection, id: string) => {
    const record = of(c).get(id);
    if (!record) throw new Error(`${c} ${id} is not here`);
    return record;
  };

  return {
    create(c, fields, how = {}) {
      const record = created(typeOf(c), fields, author, how);
      put(c, record);
      return record;
    },
    edit: (c, id, change, add = {}) => put(c, edited(typeOf(c), need(c, id), change, add, author)),
    finishDraft: (c, id, change = {}) =>
      put(c, finished(edited(typeOf(c), need(c, id), change, {}, author), author)),
    discardDraft(c, id) {
      decide(c, id, (local) => (local.draft ? 'bury' : local));
      tell();
    },
    remove: (c, id) => put(c, removed(need(c, id), author)),
    get: (c, id) => of(c).get(id),
    all: (c) => [...of(c).values()],
    returned: disk.returned,
    statuses,
    offset: clock.offset,
    now,

    ...memoryIncoming(disk, records, clock, point),
    readFeed: async <S>() => {
      await point('readFeed');
      return stateOf(feedKey) as S | undefined;
    },
    writeFeed: async (next) => {
      await point('writeFeed');
      disk.put(disk.state, feedKey, next);
      await point('feed written');
    },
    waiting: async (limit, except) => {
      await point('waiting');
      const oldest = records
        .waiting()
        .filter(({ c, record }) => !except.has(nameOf(c, record.id)))
        .toSorted((a, b) => a.record.unsentSince - b.record.unsentSince)
        .slice(0, limit);
      const stamps = oldest.flatMap(({ record }) =>
        Object.values(record.unsent).map(({ at }) => at),
      );
      if (clock.settle(stamps)) await point('stamps settled');
      return oldest;
    },
    countHeld: async () => {
      await point('countHeld');
      return everything().length;
    },
    countWaiting: async () => {
      await point('countWaiting');
      return records.countWaiting();
    },
    onWaiting: records.onWaiting,
    readStatus: async () => {
      await point('readStatus');
      return stateOf(statusKey) as EngineStatus | undefined;
    },
    saveStatus: async (status) => {
      await point('saveStatus');
      statuses.push(status);
      disk.put(disk.state, statusKey, status);
    },
    setClockOffset: async (next) => {
      await point('setClockOffset');
      clock.setOffset(next);
    },
    leaderSeen: async () => {
      await point('leaderSeen');
      return stateOf(leaderKey) as number | undefined;
    },
    leaderAlive: async (at) => {
      await point('leaderAlive');
      disk.put(disk.state, leaderKey, at);
    },
  };
}
