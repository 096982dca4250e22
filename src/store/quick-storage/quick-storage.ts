import {
  addRxStorageMultiInstanceSupport,
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type EventBulk,
  type RxStorage,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb/plugins/core';
import { Subject } from 'rxjs';
import { countRows, queryRows, rowsById, type Schema } from './read-rows.ts';
import { answered, openRows } from './row-database.ts';
import { isDeleted, writtenAt, type Usual } from './stored-row.ts';
import { writeRows, type Write } from './write-rows.ts';

type Fields = Record<string, unknown>;
type Bulk = EventBulk<RxStorageChangeEvent<Fields>, { id: string; lwt: number }>;
type Instance = RxStorageInstance<Fields, object, object>;

const name = 'linli';
let bulks = 0;

/** The fields of the schema's indexes, without the flag and the id that RxDB adds to each. */
function indexedFields({ indexes = [] }: Schema): string[] {
  const fields = indexes.flat().filter((field) => !field.startsWith('_') && field !== 'id');
  return [...new Set(fields)];
}

function eventOf({ document, previous }: Write): RxStorageChangeEvent<Fields> {
  const operation = isDeleted(document)
    ? 'DELETE'
    : previous && !isDeleted(previous)
      ? 'UPDATE'
      : 'INSERT';
  return {
    documentId: document['id'] as string,
    operation,
    documentData: document,
    previousDocumentData: operation === 'INSERT' ? undefined : previous,
  };
}

function bulkOf(done: readonly Write[], token: string, context: string): Bulk | null {
  const last = done.at(-1)?.document;
  if (!last) return null;
  bulks += 1;
  return {
    id: `${token}-${bulks}`,
    // A deleted record that nobody had is nothing that happened.
    events: done.filter(({ previous, document }) => previous || !isDeleted(document)).map(eventOf),
    checkpoint: { id: last['id'] as string, lwt: writtenAt(last) },
    context,
  };
}

function instanceOf(
  params: RxStorageInstanceCreationParams<Fields, object>,
  usual: Usual,
): Instance {
  const schema = params.schema as Schema;
  const database = `rxdb-dexie-${params.databaseName}--${schema.version}--${params.collectionName}`;
  const rows = openRows(database, indexedFields(schema), usual);
  const changes = new Subject<Bulk>();
  const close = () => {
    changes.complete();
    rows.close();
    return Promise.resolve();
  };
  return {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema: params.schema,
    internals: {},
    options: params.options,
    async bulkWrite(writes, context) {
      const { done, conflicts } = await writeRows(rows, writes, usual, context);
      const bulk = bulkOf(done, params.databaseInstanceToken, context);
      if (bulk && bulk.events.length > 0) changes.next(bulk);
      return { error: [...conflicts] };
    },
    findDocumentsById: (ids) => rowsById(rows, ids, usual),
    query: async (asked) => ({ documents: await queryRows(rows, schema, asked, usual) }),
    count: (asked) => countRows(rows, schema, asked, usual),
    getAttachmentData: () => Promise.reject(new Error('there are no attachments')),
    changeStream: () => changes.asObservable(),
    // Deleted records leave no row, so there is never anything to clean up.
    cleanup: () => Promise.resolve(true),
    async remove() {
      await rows.run('readwrite', (store) => answered(store.clear()));
      await close();
    },
    close,
  };
}

/**
 * RxDB's storage over Dexie's database, for records as Linli keeps them: one transaction per batch, no look-up for
 * what is new, one question per query, and nothing on the disk that goes without saying. `usual` names the values
 * that nearly every record has.
 */
export function quickStorage(usual: Usual): RxStorage<object, object> {
  return {
    name,
    rxdbVersion: RXDB_VERSION,
    createStorageInstance<T>(params: RxStorageInstanceCreationParams<T, object>) {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const plain = params as unknown as RxStorageInstanceCreationParams<Fields, object>;
      const instance = instanceOf(plain, usual);
      addRxStorageMultiInstanceSupport(name, plain, instance);
      return Promise.resolve(instance as unknown as RxStorageInstance<T, object, object>);
    },
  };
}
