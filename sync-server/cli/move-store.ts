/** `npm run move-store -- --from STORE --to STORE`: everything a server keeps, from one kind of store to the other. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readDatabase } from '../options.ts';
import { copyStore, CopyRefused } from '../store/copy-store.ts';
import { claimFolder, databaseIn } from '../store/lock.ts';
import { claimDatabase } from '../store/postgres-claim.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { isWordForOperator, usable } from './choose-store.ts';

const usage = `npm run move-store -- --from STORE --to STORE

STORE is  sqlite:FOLDER  (the data folder of a server),  postgres://...  or  DATABASE_URL  (what the environment
says: a URL on the command line can be read by everybody on the machine). Servers must be stopped first.
The target must be empty; the source is left as it is.`;

/** A store that nobody else works in until it is let go. */
interface Claimed {
  readonly store: Store;
  letGo(): Promise<void>;
}

async function claimSqlite(folder: string, mustExist: boolean): Promise<Claimed> {
  if (mustExist && !existsSync(databaseIn(folder))) throw new CopyRefused(`no store in ${folder}`);
  const release = claimFolder(folder);
  const store = await openSqlite(databaseIn(folder));
  return {
    store,
    async letGo() {
      await store.close();
      release();
    },
  };
}

async function claimPostgres(url: string): Promise<Claimed> {
  const release = await usable(claimDatabase({ url }));
  const store = await openPostgres({ url, isAlone: true });
  return {
    store,
    async letGo() {
      await store.close();
      await release();
    },
  };
}

function claim(named: string, mustExist: boolean): Promise<Claimed> {
  const url = named === 'DATABASE_URL' ? readDatabase(process.env) : named;
  if (url === null) throw new CopyRefused('DATABASE_URL is not set');
  if (url.startsWith('sqlite:'))
    return claimSqlite(resolve(url.slice('sqlite:'.length)), mustExist);
  if (/^postgres(ql)?:\/\//.test(url)) return claimPostgres(url);
  throw new CopyRefused(usage);
}

async function move(from: string, to: string): Promise<void> {
  const source = await claim(from, true);
  try {
    const target = await claim(to, false);
    try {
      const digests = await copyStore(source.store, target.store);
      for (const { table, community, rows, checksum } of digests) {
        console.log(
          [table.padEnd(12), community.padEnd(12), String(rows).padStart(9), checksum].join(' '),
        );
      }
      const total = digests.reduce((sum, { rows }) => sum + rows, 0);
      console.log(`已搬移，两边一致 / moved, equal on both sides: ${total} rows`);
    } finally {
      await target.letGo();
    }
  } finally {
    await source.letGo();
  }
}

try {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  if (values.from === undefined || values.to === undefined) throw new CopyRefused(usage);
  await move(values.from, values.to);
} catch (error) {
  const isWord = error instanceof CopyRefused || isWordForOperator(error);
  console.error(isWord ? (error as Error).message : error);
  process.exitCode = 1;
}
