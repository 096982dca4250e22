import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { crashRounds } from './crash-rounds.ts';
import { plant } from './planted.ts';
import { roundsOf } from './rounds.ts';

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

test('CR-01 SQLite: killed at any moment, what was acknowledged is there, whole and once', async () => {
  const rounds = roundsOf(60);
  const planted = await plant(await openSqlite(databaseIn(data)), 4);
  const { found, acknowledged, said } = await crashRounds({ planted, program: { data }, rounds });
  console.log(`CR-01 SQLite, kill -9: ${said}`);
  expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
  expect(acknowledged).toBeGreaterThan(rounds);
  const database = new DatabaseSync(databaseIn(data));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
});
