import { rmSync } from 'node:fs';
import { escapeIdentifier } from 'pg';
import { databaseIn } from '../store/lock.ts';
import { readMeta } from '../store/meta.ts';
import { schemaOf, type PostgresOptions } from '../store/postgres-connection.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';

async function isSeeded(store: Store): Promise<boolean> {
  return (await store.read((sql) => readMeta(sql, 'demo'))) !== null;
}

/**
 * A demo that was stopped while it was being seeded begins anew: the list of its people is written last, and
 * before it is there nobody can have worked in it. The folder must be claimed.
 */
export async function sweepHalfSeeded(folder: string): Promise<void> {
  const file = databaseIn(folder);
  const store = await openSqlite(file);
  const seeded = await isSeeded(store);
  await store.close();
  if (seeded) return;
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
}

/** The same for a database in which the demo has a schema of its own; nobody else may be beginning there. */
export async function dropHalfSeeded(options: PostgresOptions): Promise<void> {
  const store = await openPostgres(options);
  if (!(await isSeeded(store))) {
    await store.write((sql) =>
      sql.run(`drop schema ${escapeIdentifier(schemaOf(options))} cascade`),
    );
  }
  await store.close();
}
