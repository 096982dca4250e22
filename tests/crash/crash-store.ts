import { openPostgres } from '../../sync-server/store/postgres.ts';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { ProgramOptions } from './program.ts';

/** A store that tests put something into, and how the server is started on it. */
export interface CrashStore {
  open(): Promise<Store>;
  readonly program: ProgramOptions;
}

export const inFolder = (data: string): CrashStore => ({
  open: () => openSqlite(databaseIn(data)),
  program: { data },
});

export const onPostgres = (url: string, data: string): CrashStore => ({
  open: () => openPostgres({ url }),
  program: { data, env: { DATABASE_URL: url } },
});
