import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseIn } from '../../sync-server/store/lock.ts';

/** A record as it lies on the server's disk, with what it keeps beside it. */
export interface StoredRow {
  readonly c: string;
  readonly id: string;
  readonly version: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Reads the demo's records from the disk of a server that is not running, without asking the server. */
export function recordsOnDisk(data: string, collection: string): StoredRow[] {
  const database = new DatabaseSync(databaseIn(join(data, 'demo')));
  try {
    return database
      .prepare('select c, id, version, body from records where c = ? and gone = 0')
      .all(collection)
      .map((row) => ({
        c: String(row['c']),
        id: String(row['id']),
        version: Number(row['version']),
        record: JSON.parse(String(row['body'])) as Record<string, unknown>,
      }));
  } finally {
    database.close();
  }
}
