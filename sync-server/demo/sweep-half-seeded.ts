import { rmSync } from 'node:fs';
import { databaseIn } from '../store/lock.ts';
import { readMeta } from '../store/meta.ts';
import { openSqlite } from '../store/sqlite.ts';

/**
 * A demo that was stopped while it was being seeded begins anew: the list of its people is written last, and
 * before it is there nobody can have worked in it. The folder must be claimed.
 */
export async function sweepHalfSeeded(folder: string): Promise<void> {
  const file = databaseIn(folder);
  const store = await openSqlite(file);
  const people = await store.read((sql) => readMeta(sql, 'demo'));
  await store.close();
  if (people !== null) return;
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
}
