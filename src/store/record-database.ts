import {
  addRxPlugin,
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
} from 'rxdb/plugins/core';
import type { LocalRecord } from '../domain/merge.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { quickStorage } from './quick-storage/quick-storage.ts';
import { rxSchemaOf } from './rx-schema.ts';

export type StoredRecord = LocalRecord & { draft?: 1 | undefined };
export type RecordCollection = RxCollection<StoredRecord>;

export interface RecordDatabase {
  readonly rx: RxDatabase;
  collection(c: string): RecordCollection;
}

const migratesFrom = (type: RecordTypeDeclaration) =>
  Object.fromEntries(Object.entries(type.upgrades).map(([shape, upgrade]) => [shape, upgrade]));

/** The marks of a record from which nothing waits to be sent, as nearly all are. */
const nothingWaiting = { unsent: Object.freeze({}), unsentSince: 0 };

/** Opens the record collections, those of the first screen first; older shapes are upgraded on the way. */
export async function openRecordDatabase(
  name: string,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
): Promise<RecordDatabase> {
  if (Object.values(types).some((type) => type.shape > 0)) {
    // Until a record type has a second shape no phone needs to load the code that migrates.
    const { RxDBMigrationSchemaPlugin } = await import('rxdb/plugins/migration-schema');
    addRxPlugin(RxDBMigrationSchemaPlugin);
  }
  const rx = await createRxDatabase({
    name,
    storage: quickStorage(nothingWaiting),
    multiInstance: true,
    eventReduce: true,
    // Schemas are compared as they are (only attachments are no texts): hashing them takes longer than opening.
    hashFunction: (schema) => Promise.resolve(schema as string),
  });
  const creators = Object.fromEntries(
    Object.entries(types).map(([collection, type]) => [
      collection,
      { schema: rxSchemaOf(type), migrationStrategies: migratesFrom(type) },
    ]),
  );
  await rx.addCollections(creators);
  return {
    rx,
    collection: (c) => rx.collections[c] as unknown as RecordCollection,
  };
}
