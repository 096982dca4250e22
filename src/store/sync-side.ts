import { combineLatest, firstValueFrom, startWith } from 'rxjs';
import type { AnyRecord, RecordTypeDeclaration } from '../domain/record-type.ts';
import type { Collection } from '../domain/record-types.ts';
import { decideEach } from './burial.ts';
import { decideLeaving } from './leaving.ts';
import { comparingSide } from './comparing-side.ts';
import type { DeviceClock } from './device-clock.ts';
import { readState, writeState, type DeviceDatabase } from './device-database.ts';
import { afterAbsence, afterCopy, afterGone, isOutdated, type Reread } from './incoming.ts';
import { plainRecord } from './plain-record.ts';
import type { WaitingCount } from './reading.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import type { Waiting } from './returned-entry.ts';
import { afterAnswers, returnedBy, type AnsweredRow } from './settling.ts';
import { statusKey } from './shared-status.ts';
import { StoreProblem, writing } from './store-problem.ts';
import type { EngineStatus } from './sync-status.ts';

/** What a page of the feed brings, by collection. */
export interface ServerPage {
  readonly copies: readonly { readonly c: Collection; readonly record: AnyRecord }[];
  readonly gone: readonly { readonly c: Collection; readonly id: string }[];
}

type Types = Readonly<Record<string, RecordTypeDeclaration>>;

const feedKey = 'feed';
const leaderKey = 'leader';
const nameOf = (c: string, id: string) => `${c}/${id}`;

function grouped<K, T>(list: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

const byCollection = <T extends { readonly c: Collection }>(list: readonly T[]) =>
  grouped(list, ({ c }) => c);

/** The store as the sync engine sees it. */
export function syncSide(
  records: RecordDatabase,
  device: DeviceDatabase,
  types: Types,
  clock: DeviceClock,
  waiting: WaitingCount,
) {
  const both = { records, device };
  const typeOf = (c: string) => types[c] as RecordTypeDeclaration;
  const reread = (how: Omit<Reread, 'stamp'> | null): Reread | null =>
    how && { ...how, stamp: (from) => clock.stamp(from) };

  async function takeCopies(
    c: Collection,
    copies: readonly AnyRecord[],
    how: Reread | null,
  ): Promise<void> {
    const type = typeOf(c);
    const read = how ? await confirmedAmong(c, copies) : new Set<string>();
    const newest = new Map(copies.map((copy) => [copy.id, copy]));
    const fresh = [...newest.values()].map((copy) => afterCopy(type, copy, null));
    // Most copies are new here; those that are not come back as conflicts, and only they cost a second look.
    const { error } = await records.collection(c).bulkInsert(fresh);
    const known = error.filter((each) => each.status === 409).map((each) => each.documentId);
    if (known.length < error.length) throw new Error(`${c}: copies could not be written`);
    await decideEach(records, c, known, (local) =>
      // What was already met in this reading has numbers of the new history.
      afterCopy(type, newest.get(local.id) as AnyRecord, local, read.has(local.id) ? null : how),
    );
  }

  /** Where there is no room to note it, the records themselves carry the stamps: better that than not to send. */
  async function settleStamps(at: number): Promise<void> {
    try {
      await writing(() => clock.settleStamps(at));
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
    }
  }

  async function confirmedAmong(c: Collection, copies: readonly AnyRecord[]): Promise<Set<string>> {
    const ids = copies.map(({ id }) => id);
    const found = await device.confirmed.bulkGet(ids.map((id) => nameOf(c, id)));
    return new Set(ids.filter((_, index) => found[index] !== undefined));
  }

  async function confirm(
    list: readonly { readonly c: Collection; readonly id: string }[],
  ): Promise<void> {
    await device.confirmed.bulkPut(list.map(({ c, id }) => ({ key: nameOf(c, id) })));
  }

  return {
    readFeed: <S>(): Promise<S | undefined> => readState<S>(device, feedKey),
    writeFeed: (state: unknown): Promise<void> => writing(() => writeState(device, feedKey, state)),

    /** Applies a page; while everything is read anew, what it contains counts as still there. */
    takePage: (page: ServerPage, how: Omit<Reread, 'stamp'> | null): Promise<void> =>
      writing(async () => {
        // Each collection is a database of its own: while one is written, the next is made ready.
        await Promise.all(
          [...byCollection(page.copies)].map(([c, list]) =>
            takeCopies(
              c,
              list.map(({ record }) => record),
              reread(how),
            ),
          ),
        );
        for (const [c, list] of byCollection(page.gone)) {
          await decideLeaving(
            both,
            c,
            list.map(({ id }) => id),
            afterGone,
          );
        }
        if (how) await confirm(page.copies.map(({ c, record }) => ({ c, id: record.id })));
      }),

    startReread: (): Promise<void> => device.confirmed.clear(),

    /** Everything has been read anew: what the server did not have is offered again or leaves. */
    finishReread: (how: Omit<Reread, 'stamp'>): Promise<void> =>
      writing(async () => {
        const confirmed = new Set(await device.confirmed.toCollection().primaryKeys());
        for (const c of Object.keys(types)) {
          const all = await records.collection(c).find().exec();
          const absent = all.map(({ id }) => id).filter((id) => !confirmed.has(nameOf(c, id)));
          await decideLeaving(both, c, absent, (local) =>
            afterAbsence(typeOf(c), local, { ...how, stamp: (from) => clock.stamp(from) }),
          );
        }
        await device.confirmed.clear();
      }),

    /** Records waiting to be sent, those that have waited longest first; `except` are keys `c/id`. */
    async waiting(limit: number, except: ReadonlySet<string>): Promise<readonly Waiting[]> {
      const lists = await Promise.all(
        Object.keys(types).map(async (c) => {
          const found = await records
            .collection(c)
            .find({
              selector: { unsentSince: { $gt: 0 } },
              sort: [{ unsentSince: 'asc' }],
              limit: limit + except.size,
            })
            .exec();
          return found.map((document) => ({ c: c as Collection, record: plainRecord(document) }));
        }),
      );
      const oldest = lists
        .flat()
        .filter(({ c, record }) => !except.has(nameOf(c, record.id)))
        .toSorted((a, b) => a.record.unsentSince - b.record.unsentSince)
        .slice(0, limit);
      const stamps = oldest.flatMap(({ record }) =>
        Object.values(record.unsent).map(({ at }) => at),
      );
      // A stamp that has left the device must never be given again, not even after a crash.
      if (stamps.length > 0) await settleStamps(Math.max(...stamps));
      return oldest;
    },

    async countHeld(): Promise<number> {
      const counts = await Promise.all(
        Object.keys(types).map((c) => records.collection(c).count().exec()),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    countWaiting: (): Promise<number> => firstValueFrom(waiting.count),
    onWaiting(hear: (count: number) => void): () => void {
      // Who changes once more what waits already waits for it to be tried again.
      const touched = waiting.touched.pipe(startWith(null));
      const subscription = combineLatest([waiting.count, touched]).subscribe(([count]) =>
        hear(count),
      );
      return () => subscription.unsubscribe();
    },

    /** Takes the answers to a push in; what came back is written down before its marks go. */
    settle: (answers: readonly AnsweredRow[], how: Omit<Reread, 'stamp'> | null): Promise<void> =>
      writing(async () => {
        const back = returnedBy(answers, clock.now());
        if (back.length > 0) await device.returned.bulkPut(back);
        if (how) await confirm(answers.filter(({ r }) => r !== undefined));
        for (const [c, list] of byCollection(answers)) {
          const rowsOf = grouped(list, ({ id }) => id);
          await decideLeaving(both, c, [...rowsOf.keys()], (local) =>
            afterAnswers(typeOf(c), rowsOf.get(local.id) ?? [], local, how !== null),
          );
        }
      }),

    /** Journal entries older than `before` leave the device. */
    async purgeJournals(before: number): Promise<void> {
      for (const [c, type] of Object.entries(types)) {
        if (!type.agesFrom) continue;
        const all = await records.collection(c).find().exec();
        const old = all.map(plainRecord).filter((record) => isOutdated(type, record, before));
        await decideEach(
          records,
          c,
          old.map(({ id }) => id),
          (local: StoredRecord) => (isOutdated(type, local, before) ? 'bury' : local),
        );
      }
    },

    ...comparingSide(records, types),
    readStatus: (): Promise<EngineStatus | undefined> => readState<EngineStatus>(device, statusKey),
    saveStatus: (status: EngineStatus): Promise<void> => writeState(device, statusKey, status),
    setClockOffset: (offset: number): Promise<void> => clock.setOffset(offset),
    leaderSeen: (): Promise<number | undefined> => readState<number>(device, leaderKey),
    leaderAlive: (at: number): Promise<void> => writeState(device, leaderKey, at),
  };
}

export type SyncSide = ReturnType<typeof syncSide>;
