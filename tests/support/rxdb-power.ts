import { IDBFactory } from 'fake-indexeddb';
import type { DiskDatabase, RowChange, Rows, RxdbDisk, TableShape } from './rxdb-disk.ts';

/** What a simulation does where one life of an app waits for its IndexedDB. */
export interface PowerWatch {
  isAlive(): boolean;
  /** False when the app does not live on. */
  pass(name: string): boolean;
  /** For how long the disk dawdles here (ms). */
  dawdle(): number;
  after(ms: number, then: () => void): void;
  /** A transaction has reached the disk. */
  committed(database: string, changes: readonly RowChange[]): void;
}

interface StoredRow {
  readonly key: string;
  readonly value: unknown;
}

/** What is inside of fake-indexeddb; its public face neither tells what a transaction wrote nor lets one wait. */
interface Inside {
  readonly _rawDatabase: { readonly rawObjectStores: ReadonlyMap<string, InsideTable> };
}

interface InsideTable {
  readonly keyPath: string | null;
  readonly rawIndexes: ReadonlyMap<string, TableShape['indexes'][number]>;
  readonly records: { values(): Iterable<StoredRow> };
  storeRecord(row: StoredRow, once: boolean): void;
}

const start = '_start';
const started = '_started';
interface InsideTransaction {
  [started]: boolean;
  [start](): void;
}

export interface Powered extends Pick<IDBFactory, 'open'> {
  /** The app has ended. */
  cut(): void;
}

function inside(db: IDBDatabase): ReadonlyMap<string, InsideTable> {
  const { _rawDatabase: raw } = db as unknown as Inside;
  return raw.rawObjectStores;
}

const rowsOf = (table: InsideTable | undefined): Rows =>
  new Map([...(table?.records.values() ?? [])].map(({ key, value }) => [key, value]));

function shapeOf({ keyPath, rawIndexes }: InsideTable): TableShape {
  const indexes = [...rawIndexes.values()].map(({ name, keyPath: path, multiEntry, unique }) => ({
    name,
    keyPath: path,
    multiEntry,
    unique,
  }));
  return { keyPath, indexes };
}

/** Lays a database out for a factory as it lies on the disk. */
function layOut(factory: IDBFactory, name: string, database: DiskDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, database.version);
    opening.addEventListener('upgradeneeded', () => {
      for (const [table, { shape }] of database.tables) {
        const store = opening.result.createObjectStore(table, { keyPath: shape.keyPath });
        for (const { name: index, keyPath, multiEntry, unique } of shape.indexes)
          store.createIndex(index, keyPath, { multiEntry, unique });
      }
    });
    opening.addEventListener('error', () => reject(opening.error ?? new Error(name)));
    opening.addEventListener('success', () => {
      for (const [table, { rows }] of database.tables)
        for (const [key, value] of rows)
          inside(opening.result).get(table)?.storeRecord({ key, value }, false);
      opening.result.close();
      resolve();
    });
  });
}

/** What a transaction wrote: the rows of its tables that are no longer what lies on the disk. */
function writtenBy(transaction: IDBTransaction, on: DiskDatabase): RowChange[] {
  return [...transaction.objectStoreNames].flatMap((table) => {
    const rows = on.tables.get(table)?.rows ?? new Map<string, unknown>();
    const now = rowsOf(inside(transaction.db).get(table));
    const changed = [...new Set([...rows.keys(), ...now.keys()])].filter(
      (key) => rows.get(key) !== now.get(key),
    );
    return changed.map((key) => ({
      table,
      key,
      before: rows.get(key),
      after: now.get(key),
    }));
  });
}

/**
 * The IndexedDB of one life of an app. It has a working copy of what lies on the disk, and what a transaction wrote
 * reaches the disk when it commits, as long as the app lives: whatever a dead app still does, it does to its copy.
 */
export async function poweredBy(disk: RxdbDisk, watch: PowerWatch): Promise<Powered> {
  const factory = new IDBFactory();
  for (const [name, database] of disk.databases) await layOut(factory, name, database);

  /** What waits for the disk, which is worth waiting for only as long as the app lives. */
  const held = new Set<() => void>();
  const wait = (ms: number, then: () => void) => {
    const goOn = () => {
      if (held.delete(goOn)) then();
    };
    held.add(goOn);
    watch.after(ms, goOn);
  };

  function keep(name: string, transaction: IDBTransaction): void {
    const on = disk.databases.get(name);
    const changes = on ? writtenBy(transaction, on) : [];
    if (changes.length === 0 || !watch.pass('commit')) return;
    disk.commit(name, changes);
    watch.committed(name, changes);
    watch.pass('committed');
  }

  function keepAll(name: string, { db }: IDBTransaction): void {
    const tables = [...inside(db)].map(
      ([table, raw]) => [table, { shape: shapeOf(raw), rows: rowsOf(raw) }] as const,
    );
    disk.declare(name, { version: db.version, tables: new Map(tables) });
    watch.pass('database made');
  }

  /** Does `done` before the app hears that the transaction is complete. */
  function beforeHeard(transaction: IDBTransaction, done: () => void): void {
    const dispatch = transaction.dispatchEvent.bind(transaction);
    transaction.dispatchEvent = (event) => {
      if (event.type === 'complete' && watch.isAlive()) done();
      return dispatch(event);
    };
  }

  function watched(name: string, transaction: IDBTransaction): IDBTransaction {
    const its = transaction as unknown as InsideTransaction;
    const goOn = its[start].bind(transaction);
    let begun = false;
    its[start] = () => {
      const begins = !begun;
      begun = true;
      const goesOn = begins && watch.isAlive() && watch.pass(transaction.mode);
      const ms = goesOn ? watch.dawdle() : 0;
      // While it waits nobody else comes to what it has asked for.
      if (ms > 0) its[started] = true;
      if (ms > 0) wait(ms, goOn);
      else goOn();
    };
    if (transaction.mode === 'readwrite') beforeHeard(transaction, () => keep(name, transaction));
    return transaction;
  }

  return {
    open(name, version) {
      const opening = factory.open(name, version);
      const connect = () => {
        const db = opening.result;
        const begin = db.transaction.bind(db);
        db.transaction = (...asked) => watched(name, begin(...asked));
      };
      opening.addEventListener('upgradeneeded', () => {
        const { transaction } = opening;
        if (transaction) beforeHeard(transaction, () => keepAll(name, transaction));
      });
      opening.addEventListener('success', connect);
      return opening;
    },
    cut() {
      for (const goOn of held) goOn();
    },
  };
}
