import { collections, recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';
import type { Rows, RxdbDisk } from './rxdb-disk.ts';

/** The name under which every device opens its store; a name of a database on the disk begins with it. */
export const phoneName = 'phone';

export interface RxdbDiskView {
  readonly records: ReadonlyMap<Collection, ReadonlyMap<string, StoredRecord>>;
  readonly returned: ReadonlyMap<string, ReturnedEntry>;
  /** By the names that the store in memory has for them. */
  readonly state: ReadonlyMap<string, unknown>;
}

const deviceDatabase = `${phoneName}-device`;
const recordDatabase = (c: Collection) => `rxdb-dexie-${phoneName}--${recordTypes[c].shape}--${c}`;

/** Which collection's records a database holds; null where it holds something else. */
export const collectionIn = (database: string): Collection | null =>
  collections.find((c) => recordDatabase(c) === database) ?? null;

/** A row as it lies on the disk, without what RxDB keeps in it, and with what goes without saying. */
export function recordIn(row: unknown): StoredRecord {
  const { _rev, _meta, ...fields } = row as Record<string, unknown>;
  return { unsent: {}, unsentSince: 0, ...fields } as unknown as StoredRecord;
}

const names: Readonly<Record<string, string>> = {
  syncStatus: 'status',
  'memory:session': 'session',
};

/** Reads past every library what rests on a device; it is read anew only when something has changed. */
export function viewOf(disk: RxdbDisk): RxdbDiskView {
  let seen = -1;
  const none: Rows = new Map();
  let view = read();
  function read() {
    const rows = (database: string, table: string): Rows =>
      disk.databases.get(database)?.tables.get(table)?.rows ?? none;
    seen = disk.changes;
    const states = [...rows(deviceDatabase, 'state')] as [string, { readonly value: unknown }][];
    return {
      records: new Map(
        collections.map((c) => [
          c,
          new Map([...rows(recordDatabase(c), 'docs')].map(([id, row]) => [id, recordIn(row)])),
        ]),
      ),
      returned: new Map(rows(deviceDatabase, 'returned')) as Map<string, ReturnedEntry>,
      state: new Map(states.map(([key, { value }]) => [names[key] ?? key, value])),
    };
  }
  const now = () => {
    if (seen !== disk.changes) view = read();
    return view;
  };
  return {
    get records() {
      return now().records;
    },
    get returned() {
      return now().returned;
    },
    get state() {
      return now().state;
    },
  };
}
