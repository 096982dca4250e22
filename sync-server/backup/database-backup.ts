import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { usable } from '../cli/choose-store.ts';
import { copyStore } from '../store/copy-store.ts';
import { openMeta } from '../store/meta.ts';
import { claimDatabase } from '../store/postgres-claim.ts';
import { schemaOf } from '../store/postgres-connection.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Surroundings } from '../surroundings.ts';
import { BackupRefused } from './backup-refused.ts';
import { endAgain, endedInSchema, type EndedSession } from './ended-sessions.ts';
import { finishCopy, refuseUnfit, syncToDisk, type BackupReport } from './make-backup.ts';
import { isStore, type PutBackReport } from './put-back.ts';

/** The reading side waits while the other side writes; nobody else waits for it. */
const patience = { idle: 600_000, lock: 10_000, statement: 600_000 };

/** Copies a PostgreSQL store into a new file, as it is at one moment, while servers go on writing. */
export async function backUpDatabase(
  url: string,
  file: string,
  now: number,
): Promise<BackupReport> {
  refuseUnfit(file);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const source = await usable(openPostgres({ url, isAlone: true, patience }));
  try {
    const target = await openSqlite(part);
    chmodSync(part, 0o600);
    try {
      await copyStore(source, target);
    } finally {
      await target.close();
    }
    const records = finishCopy(part, now);
    syncToDisk(part);
    renameSync(part, file);
    syncToDisk(dirname(file));
    return { file, bytes: statSync(file).size, records };
  } finally {
    await source.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true });
  }
}

async function schemaExists(client: Client, schema: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [
    schema,
  ]);
  return (rowCount ?? 0) > 0;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Where a backup is put until all of it is there. */
const beside = 'linli_put_back';

/**
 * Makes room beside what is there, and answers what has ended in that; whatever a restore that broke off has left is
 * taken away.
 */
function makeRoom(url: string, replace: boolean): Promise<readonly EndedSession[]> {
  return withClient(url, async (client) => {
    const isThere = await schemaExists(client, schemaOf({ url }));
    if (isThere && !replace) {
      throw new BackupRefused('there is a store in the database; with --replace it is kept aside');
    }
    await client.query(`drop schema if exists ${escapeIdentifier(beside)} cascade`);
    return isThere ? endedInSchema(client, schemaOf({ url })) : [];
  });
}

/** Gives the new store its place, at once; answers the name under which what was there is kept. */
function takePlace(url: string, now: number): Promise<string | null> {
  const schema = schemaOf({ url });
  const rename = (from: string, to: string) =>
    `alter schema ${escapeIdentifier(from)} rename to ${escapeIdentifier(to)}`;
  return withClient(url, async (client) => {
    const aside = (await schemaExists(client, schema)) ? `${schema}_before_${now}` : null;
    await client.query('begin');
    if (aside !== null) await client.query(rename(schema, aside));
    await client.query(rename(beside, schema));
    await client.query('commit');
    return aside;
  });
}

/** Copies a backup into a schema of its own and gives it a new epoch; answers how many records it holds. */
async function copyBeside(
  copy: string,
  url: string,
  surroundings: Surroundings,
  ended: readonly EndedSession[],
): Promise<number> {
  const source = await openSqlite(copy);
  const target = await openPostgres({ url, schema: beside, isAlone: true, patience });
  try {
    await copyStore(source, target);
    await endAgain(target, ended);
    await openMeta(target, surroundings, true);
    const [row] = await target.read((sql) =>
      sql.all<{ n: number }>('select count(*) as n from records where gone = 0'),
    );
    return row?.n ?? 0;
  } finally {
    await target.close();
    await source.close();
  }
}

/** Puts a backup into a database on which no server works, and gives it a new epoch. */
export async function putBackIntoDatabase(
  {
    from,
    url,
    replace,
  }: { readonly from: string; readonly url: string; readonly replace: boolean },
  surroundings: Surroundings,
): Promise<PutBackReport> {
  if (!existsSync(from)) throw new BackupRefused(`there is no ${from}`);
  const folder = mkdtempSync(join(tmpdir(), 'linli-restore-'));
  const copy = join(folder, 'linli.db');
  const release = await usable(claimDatabase({ url }));
  try {
    copyFileSync(from, copy);
    if (!isStore(copy)) throw new BackupRefused(`${from} is no backup of Linli, or is damaged`);
    const ended = await makeRoom(url, replace);
    const records = await copyBeside(copy, url, surroundings, ended);
    return { records, aside: await takePlace(url, surroundings.now()) };
  } finally {
    await release();
    rmSync(folder, { recursive: true, force: true });
  }
}
