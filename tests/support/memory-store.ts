import { created, edited, finished, removed, type Author } from '../../src/store/local-change.ts';
import { collections, recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import { partOf, tallyParts } from '../../src/domain/tally.ts';
import {
  afterAbsence,
  afterAbsenceFromPart,
  afterCopy,
  afterCopyOfPart,
  afterGone,
  isCompared,
  isOutdated,
  type Fate,
  type Reread,
} from '../../src/store/incoming.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';
import { afterAnswers, returnedBy } from '../../src/store/settling.ts';
import type { EngineStatus } from '../../src/store/sync-status.ts';
import type { RereadAs, SyncStore } from '../../src/sync/sync-store.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';

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
const offsetKey = 'clockOffset';
const stampKey = 'lastStamp';
const leaderKey = 'leader';

const typeOf = (c: Collection): RecordTypeDeclaration => recordTypes[c];
const nameOf = (c: string, id: string) => `${c}/${id}`;

export function memoryStore(options: MemoryStoreOptions): MemoryStore {
  const disk = options.disk ?? memoryDisk();
  const point = options.point ?? (() => Promise.resolve());
  const statuses: EngineStatus[] = [];
  const hearers = new Set<(count: number) => void>();
  const stateOf = (key: string) => disk.state.get(key);
  const of = (c: Collection) => disk.records.get(c) as Map<string, StoredRecord>;
  let offset = (stateOf(offsetKey) as number | undefined) ?? 0;
  let last = (stateOf(stampKey) as number | undefined) ?? 0;

  const now = () => Math.round(options.now() + offset);
  const stamp = () => {
    last = Math.max(now(), last + 1);
    return last;
  };
  const author: Author = { person: options.person, now, stamp, newId: () => options.newId() };
  const reread = (how: RereadAs | null): Reread | null => how && { ...how, stamp };

  const everything = () =>
    collections.flatMap((c) => [...of(c).values()].map((record) => ({ c, record })));
  const waitingNames = new Set(
    everything()
      .filter(({ record }) => record.unsentSince > 0)
      .map(({ c, record }) => nameOf(c, record.id)),
  );
  const waiting = () =>
    [...waitingNames].map((name) => {
      const [c, id] = name.split('/') as [Collection, string];
      return { c, record: of(c).get(id) as StoredRecord };
    });
  const tell = () => {
    for (const hear of hearers) hear(waitingNames.size);
  };
  const write = (c: Collection, record: StoredRecord) => {
    disk.put(of(c), record.id, record);
    if (record.unsentSince > 0) waitingNames.add(nameOf(c, record.id));
    else waitingNames.delete(nameOf(c, record.id));
  };
  const bury = (c: Collection, id: string) => {
    disk.remove(of(c), id);
    waitingNames.delete(nameOf(c, id));
  };
  /** Decides on the record as it is at this moment, in one write. */
  const decide = (c: Collection, id: string, fate: (local: StoredRecord) => Fate) => {
    const local = of(c).get(id);
    if (!local) return;
    const next = fate(local);
    if (next === 'bury') bury(c, id);
    else if (next !== local) write(c, next);
  };
  const put = (c: Collection, record: StoredRecord) => {
    write(c, record);
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
    offset: () => offset,
    now,

    readFeed: async <S>() => {
      await point('readFeed');
      return stateOf(feedKey) as S | undefined;
    },
    writeFeed: async (next) => {
      await point('writeFeed');
      disk.put(disk.state, feedKey, next);
      await point('feed written');
    },
    takePage: async (page, how) => {
      for (const { c, record } of page.copies) {
        await point('take copy');
        const local = of(c).get(record.id) ?? null;
        const met = disk.confirmed.has(nameOf(c, record.id));
        const next = afterCopy(typeOf(c), record, local, met ? null : reread(how));
        if (next !== local) write(c, next);
      }
      for (const { c, id } of page.gone) {
        await point('take gone');
        decide(c, id, afterGone);
      }
      tell();
      await point('page taken');
      if (!how) return;
      for (const { c, record } of page.copies) disk.put(disk.confirmed, nameOf(c, record.id), true);
      await point('page confirmed');
    },
    startReread: async () => {
      await point('startReread');
      for (const name of disk.confirmed.keys()) disk.remove(disk.confirmed, name);
    },
    finishReread: async (how) => {
      const confirmed = new Set(disk.confirmed.keys());
      for (const { c, record } of everything()) {
        if (confirmed.has(nameOf(c, record.id))) continue;
        await point('absent');
        decide(c, record.id, (local) => afterAbsence(typeOf(c), local, { ...how, stamp }));
      }
      tell();
      await point('reread done');
      for (const name of disk.confirmed.keys()) disk.remove(disk.confirmed, name);
    },
    waiting: async (limit, except) => {
      await point('waiting');
      const oldest = waiting()
        .filter(({ c, record }) => !except.has(nameOf(c, record.id)))
        .toSorted((a, b) => a.record.unsentSince - b.record.unsentSince)
        .slice(0, limit);
      const stamps = oldest.flatMap(({ record }) =>
        Object.values(record.unsent).map(({ at }) => at),
      );
      if (stamps.length > 0) {
        last = Math.max(last, ...stamps);
        if (last > ((stateOf(stampKey) as number | undefined) ?? 0))
          disk.put(disk.state, stampKey, last);
        await point('stamps settled');
      }
      return oldest;
    },
    countHeld: async () => {
      await point('countHeld');
      return everything().length;
    },
    countWaiting: async () => {
      await point('countWaiting');
      return waitingNames.size;
    },
    onWaiting: (hear) => {
      hearers.add(hear);
      hear(waitingNames.size);
      return () => hearers.delete(hear);
    },
    settle: async (answers, how) => {
      await point('settle');
      for (const entry of returnedBy(answers, now())) disk.put(disk.returned, entry.id, entry);
      await point('returned kept');
      if (how) {
        for (const { c, id, r } of answers) if (r) disk.put(disk.confirmed, nameOf(c, id), true);
      }
      const byRecord = new Map(answers.map(({ c, id }) => [nameOf(c, id), { c, id }]));
      for (const { c, id } of byRecord.values()) {
        await point('settle record');
        const own = answers.filter((answer) => answer.c === c && answer.id === id);
        decide(c, id, (local) => afterAnswers(typeOf(c), own, local, how !== null));
      }
      tell();
      await point('settled');
    },
    purgeJournals: async (before) => {
      await point('purge');
      for (const { c, record } of everything())
        decide(c, record.id, (local) => (isOutdated(typeOf(c), local, before) ? 'bury' : local));
    },
    heldParts: async (journalsSince) => {
      await point('heldParts');
      if (waitingNames.size > 0) return null;
      const compared = everything().filter(({ c, record }) =>
        isCompared(typeOf(c), record, journalsSince),
      );
      return tallyParts(
        compared.map(({ c, record: { id, version, place } }) => ({ c, id, version, place })),
      );
    },
    mendParts: async ({ parts, copies, journalsSince }) => {
      const theirs = new Map(copies.map((copy) => [nameOf(copy.c, copy.record.id), copy]));
      const ours = everything().filter(({ c, record }) => parts.includes(partOf(c, record.place)));
      let mended = 0;
      for (const { c, record } of theirs.values()) {
        await point('mend copy');
        const local = of(c).get(record.id) ?? null;
        const next = afterCopyOfPart(typeOf(c), record, local);
        if (next === local) continue;
        write(c, next);
        mended += 1;
      }
      for (const { c, record } of ours) {
        if (theirs.has(nameOf(c, record.id))) continue;
        await point('mend absent');
        decide(c, record.id, (local) => afterAbsenceFromPart(typeOf(c), local, journalsSince));
        if (!of(c).has(record.id)) mended += 1;
      }
      tell();
      await point('mended');
      return mended;
    },
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
      offset = next;
      disk.put(disk.state, offsetKey, next);
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
