import type { MangoQuery, RxStorageChangeEvent } from 'rxdb/plugins/core';
import {
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  merge,
  shareReplay,
  type Observable,
} from 'rxjs';
import type { Collection } from '../domain/record-types.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { isBeingRemoved } from './local-change.ts';
import type { Local } from './local-record.ts';
import { plainRecord, type RecordDocument } from './plain-record.ts';
import type { Query } from './query.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import type { UnsentEntry } from './returned-entry.ts';

function mango<C extends Collection>(query: Query<C>): MangoQuery<StoredRecord> {
  const where = (query.where ?? {}) as Record<string, unknown>;
  const hidesDrafts = query.limit !== undefined && !Object.hasOwn(where, 'draft');
  return {
    selector: hidesDrafts ? { ...where, draft: { $exists: false } } : { ...where },
    ...(query.sort ? { sort: query.sort.map((part) => ({ ...part })) } : {}),
    ...(query.limit === undefined ? {} : { limit: query.limit }),
  } as MangoQuery<StoredRecord>;
}

function shown<C extends Collection>(
  documents: readonly RecordDocument[],
  query: Query<C>,
): readonly Local<C>[] {
  const withDrafts = query.where !== undefined && Object.hasOwn(query.where, 'draft');
  const records = documents
    .map(plainRecord)
    .filter((record) => !isBeingRemoved(record) && (withDrafts || !record.draft));
  return records as unknown as readonly Local<C>[];
}

const sameRows = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((row, index) => row === b[index]);

/** The reading side of the device store. */
export function reading(
  records: RecordDatabase,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
) {
  const one = (document: RecordDocument | null) =>
    document && !isBeingRemoved(document) ? plainRecord(document) : null;

  return {
    async get<C extends Collection>(c: C, id: string): Promise<Local<C> | null> {
      return one(await records.collection(c).findOne(id).exec()) as Local<C> | null;
    },
    async find<C extends Collection>(c: C, query: Query<C> = {}): Promise<readonly Local<C>[]> {
      return shown(await records.collection(c).find(mango(query)).exec(), query);
    },
    watch<C extends Collection>(c: C, query: Query<C> = {}): Observable<readonly Local<C>[]> {
      return records
        .collection(c)
        .find(mango(query))
        .$.pipe(
          map((documents) => shown(documents, query)),
          distinctUntilChanged(sameRows),
        );
    },
    watchOne<C extends Collection>(c: C, id: string): Observable<Local<C> | null> {
      return records
        .collection(c)
        .findOne(id)
        .$.pipe(
          map((document) => one(document) as Local<C> | null),
          distinctUntilChanged(),
        );
    },
    /** How much is half filled, in all collections; every record is looked at, so this is for rare questions. */
    countDrafts(): Observable<number> {
      const drafts = Object.keys(types).map((c) =>
        records
          .collection(c)
          .find({ selector: { draft: 1 } })
          .$.pipe(map((found) => found.length)),
      );
      return combineLatest(drafts).pipe(
        map((counts) => counts.reduce((sum, count) => sum + count, 0)),
        distinctUntilChanged(),
      );
    },
    unsent(): Observable<readonly UnsentEntry[]> {
      return combineLatest(Object.keys(types).map((c) => unsentOf(records, c))).pipe(
        map((lists) => lists.flat().toSorted((a, b) => a.since - b.since)),
        shareReplay({ bufferSize: 1, refCount: true }),
      );
    },
  };
}

type StorageEvent = RxStorageChangeEvent<StoredRecord>;

/** Records that match this wait to be sent. */
const waits = { selector: { unsentSince: { $gt: 0 } } };

/** How much waits to be sent: told often, so it must cost the same whether one record waits or a thousand. */
export interface WaitingCount {
  readonly count: Observable<number>;
  /** A record that waits was written, in any tab; the count may be what it was. */
  readonly touched: Observable<unknown>;
}

export function waitingCount(
  records: RecordDatabase,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
): WaitingCount {
  const collections = Object.keys(types).map((c) => records.collection(c));
  return {
    count: combineLatest(collections.map((each) => each.count(waits).$)).pipe(
      map((counts) => counts.reduce((sum, count) => sum + count, 0)),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    ),
    touched: merge(...collections.map((each) => each.eventBulks$)).pipe(
      filter(({ events }) =>
        (events as readonly StorageEvent[]).some(
          ({ documentData }) => documentData.unsentSince > 0,
        ),
      ),
    ),
  };
}

function unsentOf(records: RecordDatabase, c: string): Observable<UnsentEntry[]> {
  return records
    .collection(c)
    .find(waits)
    .$.pipe(
      map((documents) =>
        documents.map((document) => {
          const record = plainRecord(document);
          return { c, id: record.id, record, since: record.unsentSince } as unknown as UnsentEntry;
        }),
      ),
    );
}
