/** How a table was declared. */
export interface TableShape {
  readonly keyPath: string | null;
  readonly indexes: readonly {
    readonly name: string;
    readonly keyPath: string;
    readonly multiEntry: boolean;
    readonly unique: boolean;
  }[];
}

export type Rows = Map<string, unknown>;

export interface DiskDatabase {
  readonly version: number;
  readonly tables: ReadonlyMap<string, { readonly shape: TableShape; readonly rows: Rows }>;
}

/** What has become of a row in a transaction; undefined where there is none. */
export interface RowChange {
  readonly table: string;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What IndexedDB has committed on a device: whole transactions and nothing else, safe from a power cut once synced. */
export interface RxdbDisk {
  readonly databases: ReadonlyMap<string, DiskDatabase>;
  /** Grows with everything that changes. */
  readonly changes: number;
  declare(name: string, database: DiskDatabase): void;
  commit(name: string, changes: readonly RowChange[]): void;
  sync(): void;
  loseUnsynced(): number;
}

function put(rows: Rows, key: string, value: unknown): void {
  if (value === undefined) rows.delete(key);
  else rows.set(key, value);
}

const copyOf = ({ version, tables }: DiskDatabase): DiskDatabase => ({
  version,
  tables: new Map(
    [...tables].map(([table, { shape, rows }]) => [table, { shape, rows: new Map(rows) }]),
  ),
});

/** An empty disk, or another one's contents on a disk of their own. */
export function rxdbDisk(from?: RxdbDisk): RxdbDisk {
  const databases = new Map([...(from?.databases ?? [])].map(([name, db]) => [name, copyOf(db)]));
  let unsynced: { name: string; changes: readonly RowChange[] }[] = [];
  let changes = 0;
  const rowsOf = (name: string, table: string) =>
    databases.get(name)?.tables.get(table)?.rows ?? new Map<string, unknown>();
  return {
    databases,
    get changes() {
      return changes;
    },
    declare(name, database) {
      changes += 1;
      databases.set(name, database);
      // Browsers write what a database consists of at once, and with it whatever came before.
      unsynced = [];
    },
    commit(name, committed) {
      changes += 1;
      unsynced.push({ name, changes: committed });
      for (const { table, key, after } of committed) put(rowsOf(name, table), key, after);
    },
    sync() {
      unsynced = [];
    },
    loseUnsynced() {
      const lost = unsynced;
      unsynced = [];
      changes += 1;
      for (const { name, changes: undone } of lost.toReversed())
        for (const { table, key, before } of undone) put(rowsOf(name, table), key, before);
      return lost.length;
    },
  };
}
