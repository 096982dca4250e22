import { Dexie } from 'dexie';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';

/** The database beside the records: session, feed, returned edits. */
export const deviceDatabaseName = (name: string): string => `${name}-device`;

/** Removes every database of this store from the device, of older shapes too. */
export async function forgetDatabases(
  name: string,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
): Promise<void> {
  const prefix = `rxdb-dexie-${name}--`;
  const known = Object.entries(types).flatMap(([c, type]) =>
    Array.from({ length: type.shape + 1 }, (_, shape) => `${prefix}${shape}--${c}`),
  );
  const present = (await Dexie.getDatabaseNames()).filter((database) =>
    database.startsWith(prefix),
  );
  const names = new Set([
    ...known,
    ...present,
    `${prefix}0--_rxdb_internal`,
    deviceDatabaseName(name),
  ]);
  await Promise.all([...names].map((database) => Dexie.delete(database)));
}
