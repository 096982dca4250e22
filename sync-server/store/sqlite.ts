import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { exactValues } from './exact-values.ts';
import { migrate } from './migrate.ts';
import { StoreFailure, type Sql, type SqlValue, type Store, type StoreListener } from './store.ts';
import { makeTurns } from './turns.ts';

/** SQLite's primary result codes that have a word of their own on the wire. */
const codeByResult: Readonly<Record<number, StoreFailure['code']>> = {
  5: 'serverBusy',
  6: 'serverBusy',
  13: 'storageFull',
};

/** Too big, against a constraint, of a wrong type, too many values. */
const refusals = new Set([18, 19, 20, 25]);

function failure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const result = ((error as { errcode?: number }).errcode ?? 0) % 256;
  return new StoreFailure(codeByResult[result] ?? 'internal', error, refusals.has(result));
}

/** SQLite's codes for a disk that fails to read, write, sync or cut; a full one has a code of its own. */
const diskFaults = new Set([266, 522, 778, 1034, 1290, 1546]);

/** The disk did not do what it was told: what it has of the last transaction is known again only after a restart. */
const isDiskFault = (error: unknown): boolean =>
  error instanceof StoreFailure &&
  diskFaults.has((error.cause as { errcode?: number } | null)?.errcode ?? 0);

/** Somebody who wants to write, and how he hears what became of it. */
interface Writer {
  readonly work: (sql: Sql) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Most writers in one commit: whoever reads waits for all of them. */
const mostTogether = 16;

/**
 * Opens (and brings up to date) the database in `file`, or `:memory:`. `onDiskFault` is called when the disk fails in
 * the middle of a commit: nothing was acknowledged, and nothing should be before the store was opened anew.
 * Its calls do not wait for anything: `breathe` is called between transactions, to let in whoever knocks meanwhile.
 */
export async function openSqlite(
  file: string,
  onDiskFault: () => void = () => undefined,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<Store> {
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
  database.exec('pragma journal_mode = wal');
  // NORMAL loses acknowledged pushes when the power goes: measured.
  database.exec('pragma synchronous = full');
  // As it comes (2 MB, 1,000 pages) a commit spends three times as long on pages it has seen before: measured.
  database.exec('pragma cache_size = -65536');
  database.exec('pragma wal_autocheckpoint = 4000');
  // Else what a savepoint remembers goes to a file of its own: more than half of all that a push wrote, measured.
  database.exec('pragma temp_store = memory');
  const prepared = new Map<string, StatementSync>();
  const inTurn = makeTurns();
  const listeners = new Set<StoreListener>();
  let told: string[] = [];

  function statement(text: string): StatementSync {
    const known = prepared.get(text);
    if (known) return known;
    const made = database.prepare(text);
    if (prepared.size > 500) prepared.clear();
    prepared.set(text, made);
    return made;
  }

  function attempt<T>(work: () => T): Promise<T> {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(failure(error));
    }
  }

  const sql: Sql = {
    all: async <Row>(text: string, values: readonly SqlValue[] = []) => {
      const exact = exactValues(values);
      return attempt(() => statement(text).all(...exact) as Row[]);
    },
    run: async (text, values = []) => {
      const exact = exactValues(values);
      return attempt(() => Number(statement(text).run(...exact).changes));
    },
    tell: (word) => {
      told.push(word);
      return Promise.resolve();
    },
  };

  function passOn(): void {
    for (const word of told) for (const listener of listeners) listener.heard(word);
  }

  async function transaction<T>(begin: string, work: (within: Sql) => Promise<T>): Promise<T> {
    await breathe();
    await attempt(() => database.exec(begin));
    told = [];
    try {
      const value = await work(sql);
      await attempt(() => database.exec('commit'));
      passOn();
      return value;
    } catch (error) {
      if (isDiskFault(error)) onDiskFault();
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  }

  /** What one writer adds to a commit, or nothing of it; the answer tells him so, once the commit is over. */
  async function partOf({ work, resolve, reject }: Writer): Promise<() => void> {
    const { length } = told;
    await attempt(() => database.exec('savepoint writer'));
    try {
      const value = await work(sql);
      await attempt(() => database.exec('release writer'));
      return () => resolve(value);
    } catch (error) {
      // Where the store has given up the whole transaction, nothing is left of the others either.
      if (!database.isTransaction || isDiskFault(error)) throw error;
      await attempt(() => database.exec('rollback to writer; release writer'));
      told.length = length;
      return () => reject(error);
    }
  }

  /** In one commit: the pages that several change, and the sync, are paid for once. */
  async function writeDown(writers: readonly Writer[]): Promise<void> {
    if (writers.length === 0) return;
    try {
      const ends = await transaction('begin immediate', async () => {
        const parts: (() => void)[] = [];
        for (const writer of writers) {
          if (parts.length > 0) await breathe();
          parts.push(await partOf(writer));
        }
        return parts;
      });
      for (const end of ends) end();
    } catch (error) {
      // A full disk or a failed commit undoes all of them; most are well once they are alone.
      if (writers.length > 1 && !isDiskFault(error)) {
        for (const writer of writers) await writeDown([writer]);
      } else for (const { reject } of writers) reject(error);
    }
  }

  // One connection: a second transaction would otherwise begin between two awaits of the first.
  const only = '';
  const waiting: Writer[] = [];
  const store: Store = {
    name: 'sqlite',
    read: (work) => inTurn(only, () => transaction('begin', work)),
    write: <T>(work: (within: Sql) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Writer['resolve'], reject });
        // Whoever comes first takes those along who wait by then; nothing is left for their own turns.
        void inTurn(only, () => writeDown(waiting.splice(0, mostTogether)));
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => inTurn(only, () => attempt(() => database.close())),
  };
  await store.write(migrate);
  return store;
}
