import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseIn } from '../store/lock.ts';
import { backupNote } from '../store/meta.ts';
import { BackupRefused } from './backup-refused.ts';

/** What a backup holds, for whoever made it. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly records: number;
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function syncToDisk(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Whether a database is whole: its pages, and what its tables say of each other. */
export function isWhole(database: DatabaseSync): boolean {
  const [pages] = database.prepare('pragma integrity_check').all();
  return (
    pages?.['integrity_check'] === 'ok' &&
    database.prepare('pragma foreign_key_check').all().length === 0
  );
}

/** Says in the copy that it is one, looks whether it is whole, and counts what is in it. */
export function finishCopy(copy: string, now: number): number {
  const database = new DatabaseSync(copy);
  try {
    database
      .prepare(
        'insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
      )
      .run(backupNote, new Date(now).toISOString());
    if (!isWhole(database))
      throw new BackupRefused(`the copy is not whole; the disk of ${copy} may be failing`);
    const row = database.prepare('select count(*) as n from records where gone = 0').get();
    return Number(row?.['n'] ?? 0);
  } finally {
    database.close();
  }
}

/** A backup goes into a folder that is there, and never in place of another. */
export function refuseUnfit(file: string): void {
  if (!existsSync(dirname(file))) throw new BackupRefused(`there is no folder ${dirname(file)}`);
  if (existsSync(file)) {
    throw new BackupRefused(`${file} is there already; a backup never replaces another`);
  }
}

/** Copies the store of a data folder into a new file, as it is at one moment, while servers go on writing. */
export function backUpFolder(data: string, file: string, now: number): BackupReport {
  const from = databaseIn(data);
  if (!existsSync(from)) throw new BackupRefused(`there is no store in ${data}`);
  refuseUnfit(file);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const source = new DatabaseSync(from, { timeout: 5000 });
  try {
    source.prepare('vacuum into ?').run(part);
    // It holds everything about everybody.
    chmodSync(part, 0o600);
    const records = finishCopy(part, now);
    syncToDisk(part);
    renameSync(part, file);
    syncToDisk(dirname(file));
    return { file, bytes: statSync(file).size, records };
  } finally {
    source.close();
    rmSync(part, { force: true });
  }
}
