import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { claimFolder, databaseIn } from '../store/lock.ts';
import { openMeta } from '../store/meta.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Surroundings } from '../surroundings.ts';
import { BackupRefused } from './backup-refused.ts';
import { endAgain, endedInFile, type EndedSession } from './ended-sessions.ts';
import { isWhole, syncToDisk } from './make-backup.ts';

export interface PutBackOptions {
  readonly from: string;
  readonly data: string;
  /** A store that is there already is kept aside. */
  readonly replace: boolean;
}

export interface PutBackReport {
  readonly records: number;
  /** Where the store that was there lies now. */
  readonly aside: string | null;
}

const endings = ['', '-wal', '-shm'] as const;

function remove(file: string): void {
  for (const ending of endings) rmSync(`${file}${ending}`, { force: true });
}

/** Whether a file is a store of ours, and whole. */
export function isStore(file: string): boolean {
  try {
    const database = new DatabaseSync(file);
    try {
      database.prepare('select count(*) from migrations, meta, communities').get();
      return isWhole(database);
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** The backup brought up to date, in a life of its own: devices notice, and offer what it lacks. */
async function revive(
  file: string,
  surroundings: Surroundings,
  ended: readonly EndedSession[],
): Promise<number> {
  const store = await openSqlite(file);
  try {
    await endAgain(store, ended);
    await openMeta(store, surroundings, true);
    const [row] = await store.read((sql) =>
      sql.all<{ n: number }>('select count(*) as n from records where gone = 0'),
    );
    return row?.n ?? 0;
  } finally {
    await store.close();
  }
}

/** Keeps the store that is there under another name; it stays in its place until the new one takes it. */
function keepAside(file: string, now: number): string {
  const aside = `${file}.before-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const ending of endings) {
    if (!existsSync(`${file}${ending}`)) continue;
    // A link is there at once and takes no space; the log goes on being written, so it is copied.
    if (ending === '') linkSync(file, aside);
    else copyFileSync(`${file}${ending}`, `${aside}${ending}`);
  }
  return aside;
}

/** Puts a backup into a data folder on which no server works, and gives it a new epoch. */
export async function putBack(
  { from, data, replace }: PutBackOptions,
  surroundings: Surroundings,
): Promise<PutBackReport> {
  if (!existsSync(from)) throw new BackupRefused(`there is no ${from}`);
  const release = claimFolder(data);
  const file = databaseIn(data);
  const part = `${file}.part`;
  try {
    const isThere = existsSync(file);
    if (isThere && !replace) {
      throw new BackupRefused(`there is a store in ${data}; with --replace it is kept aside`);
    }
    remove(part);
    copyFileSync(from, part);
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${part}-wal`);
    if (!isStore(part)) throw new BackupRefused(`${from} is no backup of Linli, or is damaged`);
    const records = await revive(part, surroundings, isThere ? endedInFile(file) : []);
    syncToDisk(part);
    const aside = isThere ? keepAside(file, surroundings.now()) : null;
    // What belongs to the old store must not be taken for the new one's.
    for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
    renameSync(part, file);
    syncToDisk(data);
    return { records, aside };
  } finally {
    remove(part);
    release();
  }
}
