/** What travels to and from a table; times and versions are whole numbers below 2^53, flags are 0 or 1. */
export type SqlValue = string | number | null;

/** Statements inside one transaction. Placeholders are `?` on every store. */
export interface Sql {
  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs a statement that answers no rows and returns how many it changed. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/** The only way to what the server keeps; everything above it is written once for every store. */
export interface Store {
  readonly name: string;
  /** One consistent view for as long as `work` takes. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** All of `work` or nothing of it; when the promise resolves it is on disk. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The store itself could not do its part: nothing of the transaction remains, and the caller may try again. */
export class StoreFailure extends Error {
  readonly code: 'storageFull' | 'serverBusy' | 'storeBehind' | 'internal';
  constructor(code: StoreFailure['code'], cause: unknown) {
    super(`store: ${code}`, { cause });
    this.name = 'StoreFailure';
    this.code = code;
  }
}
