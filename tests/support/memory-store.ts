import type { Author } from '../../src/store/local-change.ts';
import { created, edited, removed } from '../../src/store/local-change.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import {
  afterAbsence,
  afterCopy,
  afterGone,
  isOutdated,
  type Fate,
  type Reread,
} from '../../src/store/incoming.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';
import { afterAnswers, returnedBy } from '../../src/store/settling.ts';
import type { EngineStatus } from '../../src/store/sync-status.ts';
import type { RereadAs, SyncStore } from '../../src/sync/sync-store.ts';

type Values = Readonly<Record<string, unknown>>;

/** A device's store in memory, by the same decisions as the one on RxDB: for the simulation and the engine's tests. */
export interface MemoryStore extends SyncStore {
  create(c: Collection, fields: Values, how?: { draft?: boolean; id?: string }): StoredRecord;
  edit(
    c: Collection,
    id: string,
    change: Values,
    add?: Readonly<Record<string, readonly object[]>>,
  ): void;
  remove(c: Collection, id: string): void;
  get(c: Collection, id: string): StoredRecord | undefined;
  all(c: Collection): StoredRecord[];
  readonly returned: ReadonlyMap<string, ReturnedEntry>;
  readonly statuses: readonly EngineStatus[];
  offset(): number;
}

export interface MemoryStoreOptions {
  readonly person: string;
  now(): number;
  newId(): string;
}

export function memoryStore(options: MemoryStoreOptions): MemoryStore {
  const records = new Map<string, Map<string, StoredRecord>>(
    Object.keys(recordTypes).map((c) => [c, new Map()]),
  );
  const confirmed = new Set<string>();
  const returned = new Map<string, ReturnedEntry>();
  const statuses: EngineStatus[] = [];
  const hearers = new Set<(count: number) => void>();
  let feed: unknown;
  let offset = 0;
  let last = 0;
  let leader: number | undefined;

  const stamp = () => {
    last = Math.max(options.now() + offset, last + 1);
    return last;
  };
  const author: Author = {
    person: options.person,
    now: () => options.now() + offset,
    stamp,
    newId: () => options.newId(),
  };
  const typeOf = (c: Collection): RecordTypeDeclaration => recordTypes[c];
  const of = (c: Collection) => records.get(c) as Map<string, StoredRecord>;
  const everything = () =>
    [...records].flatMap(([c, list]) =>
      [...list.values()].map((record) => ({ c: c as Collection, record })),
    );
  const waiting = () => everything().filter(({ record }) => record.unsentSince > 0);
  const tell = () => {
    for (const hear of hearers) hear(waiting().length);
  };
  const put = (c: Collection, record: StoredRecord) => {
    of(c).set(record.id, record);
    tell();
  };
  const apply = (c: Collection, id: string, fate: Fate) => {
    if (fate === 'bury') of(c).delete(id);
    else of(c).set(id, fate);
  };
  const need = (c: Collection, id: string) => {
    const record = of(c).get(id);
    if (!record) throw new Error(`${c} ${id} is not here`);
    return record;
  };
  const reread = (how: RereadAs | null): Reread | null => how && { ...how, stamp };

  return {
    create(c, fields, how = {}) {
      const record = created(typeOf(c), fields, author, how);
      put(c, record);
      return record;
    },
    edit: (c, id, change, add = {}) => put(c, edited(typeOf(c), need(c, id), change, add, author)),
    remove: (c, id) => put(c, removed(need(c, id), author)),
    get: (c, id) => of(c).get(id),
    all: (c) => [...of(c).values()],
    returned,
    statuses,
    offset: () => offset,

    readFeed: async <S>() => feed as S | undefined,
    writeFeed: async (next) => {
      feed = next;
    },
    takePage: async (page, how) => {
      for (const { c, record } of page.copies) {
        apply(
          c,
          record.id,
          afterCopy(typeOf(c), record, of(c).get(record.id) ?? null, reread(how)),
        );
        if (how) confirmed.add(`${c}/${record.id}`);
      }
      for (const { c, id } of page.gone) {
        const local = of(c).get(id);
        if (local) apply(c, id, afterGone(local));
      }
      tell();
    },
    startReread: async () => confirmed.clear(),
    finishReread: async (how) => {
      for (const { c, record } of everything()) {
        if (confirmed.has(`${c}/${record.id}`)) continue;
        apply(c, record.id, afterAbsence(typeOf(c), record, { ...how, stamp }));
      }
      confirmed.clear();
      tell();
    },
    waiting: async (limit, except) =>
      waiting()
        .filter(({ c, record }) => !except.has(`${c}/${record.id}`))
        .toSorted((a, b) => a.record.unsentSince - b.record.unsentSince)
        .slice(0, limit),
    countWaiting: async () => waiting().length,
    onWaiting: (hear) => {
      hearers.add(hear);
      hear(waiting().length);
      return () => hearers.delete(hear);
    },
    settle: async (answers, how) => {
      for (const entry of returnedBy(answers, author.now())) returned.set(entry.id, entry);
      const byRecord = new Map(answers.map(({ c, id }) => [`${c}/${id}`, { c, id }]));
      for (const { c, id } of byRecord.values()) {
        const local = of(c).get(id);
        const own = answers.filter((answer) => answer.c === c && answer.id === id);
        if (local) apply(c, id, afterAnswers(typeOf(c), own, local));
        if (how && own.some(({ r }) => r)) confirmed.add(`${c}/${id}`);
      }
      tell();
    },
    purgeJournals: async (before) => {
      for (const { c, record } of everything()) {
        if (isOutdated(typeOf(c), record, before)) of(c).delete(record.id);
      }
    },
    readStatus: async () => statuses.at(-1),
    saveStatus: async (status) => {
      statuses.push(status);
    },
    setClockOffset: async (next) => {
      offset = next;
    },
    leaderSeen: async () => leader,
    leaderAlive: async (at) => {
      leader = at;
    },
  };
}
