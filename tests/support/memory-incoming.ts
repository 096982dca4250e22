import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
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
import {
  afterAnswers,
  isKeptElsewhere,
  returnedBy,
  withoutContent,
} from '../../src/store/settling.ts';
import type { RereadAs, SyncStore } from '../../src/sync/sync-store.ts';
import type { MemoryClock } from './memory-clock.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { nameOf, type MemoryRecords } from './memory-records.ts';

type Incoming = Pick<
  SyncStore,
  | 'takePage'
  | 'startReread'
  | 'finishReread'
  | 'settle'
  | 'purgeJournals'
  | 'heldParts'
  | 'mendParts'
>;

const typeOf = (c: Collection): RecordTypeDeclaration => recordTypes[c];

/** What becomes of a device's records by what the server says: pages, answers to a push, comparisons. */
export function memoryIncoming(
  disk: MemoryDisk,
  { of, everything, write, decide, tell, countWaiting }: MemoryRecords,
  { now, stamp }: MemoryClock,
  point: (name: string) => Promise<void>,
): Incoming {
  const reread = (how: RereadAs | null): Reread | null => how && { ...how, stamp };
  const confirm = (c: string, id: string) => disk.put(disk.confirmed, nameOf(c, id), true);
  /** As the store on RxDB: with a record goes what is told of it, as far as the server has kept the text. */
  const leaving = (c: Collection, id: string, fate: (local: StoredRecord) => Fate) => {
    const was = of(c).has(id);
    decide(c, id, fate);
    if (!was || of(c).has(id)) return;
    for (const [key, entry] of disk.returned) {
      if (entry.recordId !== id || !isKeptElsewhere(entry)) continue;
      disk.remove(disk.returned, key);
      const told = withoutContent(entry);
      disk.put(disk.returned, told.id, told);
    }
  };
  function forgetConfirmed(): void {
    for (const name of disk.confirmed.keys()) disk.remove(disk.confirmed, name);
  }

  return {
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
        leaving(c, id, afterGone);
      }
      tell();
      await point('page taken');
      if (!how) return;
      for (const { c, record } of page.copies) confirm(c, record.id);
      await point('page confirmed');
    },
    startReread: async () => {
      await point('startReread');
      forgetConfirmed();
    },
    finishReread: async (how) => {
      const confirmed = new Set(disk.confirmed.keys());
      for (const { c, record } of everything()) {
        if (confirmed.has(nameOf(c, record.id))) continue;
        await point('absent');
        leaving(c, record.id, (local) => afterAbsence(typeOf(c), local, { ...how, stamp }));
      }
      tell();
      await point('reread done');
      forgetConfirmed();
    },
    settle: async (answers, how) => {
      await point('settle');
      for (const entry of returnedBy(answers, now())) disk.put(disk.returned, entry.id, entry);
      await point('returned kept');
      if (how) {
        for (const { c, id, r } of answers) if (r) confirm(c, id);
      }
      const byRecord = new Map(answers.map(({ c, id }) => [nameOf(c, id), { c, id }]));
      for (const { c, id } of byRecord.values()) {
        await point('settle record');
        const own = answers.filter((answer) => answer.c === c && answer.id === id);
        leaving(c, id, (local) => afterAnswers(typeOf(c), own, local, how !== null));
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
      if (countWaiting() > 0) return null;
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
  };
}
