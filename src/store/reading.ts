import type { MangoQuery } from 'rxdb/plugins/core';
import { combineLatest, distinctUntilChanged, map, shareReplay, type Observable } from 'rxjs';
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
    unsent(): Observable<readonly UnsentEntry[]> {
      return combineLatest(Object.keys(types).map((c) => unsentOf(records, c))).pipe(
        map((lists) => lists.flat().toSorted((a, b) => a.since - b.since)),
        shareReplay({ bufferSize: 1, refCount: true }),
      );
    },
  };
}

function unsentOf(records: RecordDatabase, c: string): Observable<UnsentEntry[]> {
  return records
    .collection(c)
    .find({ selector: { unsentSince: { $gt: 0 } } })
    .$.pipe(
      map((documents) =>
        documents.map((document) => {
          const record = plainRecord(document);
          return { c, id: record.id, record, since: record.unsentSince } as unknown as UnsentEntry;
        }),
      ),
    );
}
