import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder is in use by another server: two writers would not know of each other's hints and limits. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `another Linli server works in ${folder}; stop it first, or choose another folder with --data`,
    );
    this.name = 'FolderInUse';
  }
}

/** Nothing can be written in the folder: the disk is full, or it belongs to somebody else. */
export class FolderUnusable extends Error {
  constructor(folder: string, why: string) {
    super(`nothing can be written in ${folder}: ${why}`);
    this.name = 'FolderUnusable';
  }
}

const sqliteBusy = 5;

/** Claims a data folder until the returned function is called; the system frees it when the process dies. */
export function claimFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    throw errcode === sqliteBusy ? new FolderInUse(folder) : new FolderUnusable(folder, message);
  }
  return () => {
    lock.close();
  };
}

/** The database of a data folder. */
export const databaseIn = (folder: string): string => join(folder, 'linli.db');
