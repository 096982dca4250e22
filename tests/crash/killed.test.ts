import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { postgresBinaries } from '../support/postgres.ts';
import { crashPostgres, type CrashPostgres } from './crash-postgres.ts';
import { crashRounds } from './crash-rounds.ts';
import { inFolder, onPostgres } from './crash-store.ts';
import { plant } from './planted.ts';
import { patienceFor, roundsOf } from './rounds.ts';

let data: string;
let postgres: CrashPostgres | null = null;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  await postgres?.stop();
  postgres = null;
  rmSync(data, { recursive: true, force: true });
});

const onFile = roundsOf(50);
const onDatabase = roundsOf(25);

test(
  'CR-01 SQLite: killed at any moment, what was acknowledged is there, whole and once',
  { timeout: patienceFor(onFile) },
  async () => {
    const rounds = onFile;
    const store = inFolder(data);
    const planted = await plant(await store.open(), 4);
    const { program } = store;
    const { found, acknowledged, said } = await crashRounds({ planted, program, rounds });
    console.log(`CR-01 SQLite, kill -9: ${said}`);
    expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    expect(acknowledged).toBeGreaterThan(rounds);
    const database = new DatabaseSync(databaseIn(data));
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  },
);

test.skipIf(postgresBinaries() === null)(
  'CR-01 PostgreSQL: killed at any moment, and the database too, what was acknowledged is there, whole and once',
  { timeout: patienceFor(onDatabase) },
  async () => {
    const rounds = onDatabase;
    const database = await crashPostgres(join(data, 'postgres'));
    postgres = database;
    const store = onPostgres(database.url, data);
    const planted = await plant(await store.open(), 4);
    let killed = 0;
    const { found, acknowledged, said } = await crashRounds({
      planted,
      program: store.program,
      rounds,
      async crash(kill, round) {
        if (round % 5 !== 4) {
          await kill();
          return;
        }
        killed += 1;
        await database.kill();
        await kill();
        await database.startAgain();
      },
    });
    console.log(`CR-01 PostgreSQL, kill -9 (in ${killed} of them the database too): ${said}`);
    expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    expect(acknowledged).toBeGreaterThan(rounds);
  },
);
