/** What travels to and from a table; times and versions are whole numbers below 2^53, flags are 0 or 1. */
export type SqlValue = string | number | null;

/** Statements inside one transaction. Placeholders are `?` on every store. */
export interface Sql {
  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs a statement that answers no rows and returns how many it changed. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** Says a word to every process on this store, with the commit and never before it. */
  tell(word: string): Promise<void>;
}

/** Most characters of a word, all of them ASCII: PostgreSQL carries no more. */
export const longestWord = 7900;

/** Who wants to know what is told on a store, by this process or another. */
export interface StoreListener {
  heard(word: string): void;
  /** Words may have been lost. */
  missed(): void;
}

/** The only way to what the server keeps; everything above it is written once for every store. */
export interface Store {
  readonly name: string;
  /** One consistent view for as long as `work` takes. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * All of `work` or nothing of it; when the promise resolves it is on disk. It may run again where the store
   * undid it for no fault of its own. Writers of one `turn` do not hold up others while they wait for each other.
   */
  write<T>(work: (sql: Sql) => Promise<T>, turn?: string): Promise<T>;
  /** Until the answer is called. */
  listen(listener: StoreListener): () => void;
  close(): Promise<void>;
}

/** The store itself could not do its part: nothing of the transaction remains, and the caller may try again. */
export class StoreFailure extends Error {
  readonly code: 'storageFull' | 'serverBusy' | 'storeBehind' | 'internal';
  /** The store is well: it would not have what it was given, and would not have it another time either. */
  readonly refusal: boolean;
  constructor(code: StoreFailure['code'], cause: unknown, refusal = false) {
    super(`store: ${code}`, { cause });
    this.name = 'StoreFailure';
    this.code = code;
    this.refusal = refusal;
  }
}
