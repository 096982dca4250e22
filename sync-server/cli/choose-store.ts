import { setImmediate as breathe } from 'node:timers/promises';
import { dropHalfSeeded, sweepHalfSeeded } from '../demo/sweep-half-seeded.ts';
import { claimFolder, databaseIn, FolderInUse, FolderUnusable } from '../store/lock.ts';
import { UnrestoredBackup } from '../store/meta.ts';
import { claimBeginning, claimDatabase, DatabaseInUse } from '../store/postgres-claim.ts';
import { WrongOption } from '../options.ts';
import type { PostgresOptions } from '../store/postgres-connection.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { StoreFailure, type Store } from '../store/store.ts';

/** Where an operator wants the records to rest. */
export interface StoreChoice {
  readonly data: string;
  readonly database: string | null;
  readonly demo: boolean;
  /** The store gets a new epoch: nobody may go on under the old one. */
  readonly restored?: boolean;
}

export interface ChosenStore {
  readonly store: Store;
  /** What only one process may do at a time, such as making the first community, is done. */
  readonly begun: () => Promise<void>;
  /** To be called when the store was closed. */
  readonly release: () => void;
}

/** The database named in the environment is not there, or does not let us in. */
class DatabaseUnusable extends Error {}

/** Opens a database; where it cannot be used, the error says so in words. */
export async function usable<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    const cause = error instanceof StoreFailure ? error.cause : null;
    if (!(cause instanceof Error)) throw error;
    throw new DatabaseUnusable(`the database of DATABASE_URL cannot be used: ${cause.message}`, {
      cause,
    });
  }
}

/** Whether an error says what the person at the shell can mend; it is told without a stack. */
export function isWordForOperator(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) ||
    error instanceof WrongOption ||
    error instanceof FolderInUse ||
    error instanceof FolderUnusable ||
    error instanceof UnrestoredBackup ||
    error instanceof DatabaseInUse ||
    error instanceof DatabaseUnusable
  );
}

/** Whoever watches over this process starts it again; until then devices keep what they have. */
function giveUp(): never {
  console.error(
    '磁盘出错，已停止；没有应答的内容都还在设备上 / the disk failed; stopped, and devices keep what was not answered',
  );
  process.exit(1);
}

async function chooseFolder({ data, demo }: StoreChoice): Promise<ChosenStore> {
  const release = claimFolder(data);
  if (demo) await sweepHalfSeeded(data);
  const store = await openSqlite(databaseIn(data), giveUp, breathe);
  return { store, begun: () => Promise.resolve(), release };
}

async function beginOn(options: PostgresOptions, restored: boolean, demo: boolean): Promise<Store> {
  // Whoever else begins waits for us, so that nobody can come between this and the new epoch.
  if (restored) await (await claimDatabase(options))();
  if (demo) await dropHalfSeeded(options);
  return openPostgres(options);
}

async function chooseDatabase(
  url: string,
  { demo, restored = false }: StoreChoice,
): Promise<ChosenStore> {
  const options = { url, schema: demo ? 'linli_demo' : 'linli' };
  const begun = await usable(claimBeginning(options));
  try {
    const store = await usable(beginOn(options, restored, demo));
    return { store, begun, release: () => undefined };
  } catch (error) {
    // Or this process would neither end nor let anybody else begin.
    await begun();
    throw error;
  }
}

/** Opens the store that was chosen: a file in a folder for one process, or a PostgreSQL for any number. */
export function chooseStore(choice: StoreChoice): Promise<ChosenStore> {
  return choice.database === null ? chooseFolder(choice) : chooseDatabase(choice.database, choice);
}

/** A store that is gone when it is closed. */
export async function passingStore(): Promise<ChosenStore> {
  const begun = () => Promise.resolve();
  return { store: await openSqlite(':memory:'), begun, release: () => undefined };
}
