import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseIn } from '../store/lock.ts';
import { writeMeta } from '../store/meta.ts';
import { openSqlite } from '../store/sqlite.ts';
import { sweepHalfSeeded } from './sweep-half-seeded.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-half-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('begins a demo anew that was stopped while it was being seeded', async () => {
  const store = await openSqlite(databaseIn(folder));
  await store.close();
  await sweepHalfSeeded(folder);
  expect(existsSync(databaseIn(folder))).toBe(false);
});

it('leaves a finished one as it is', async () => {
  const store = await openSqlite(databaseIn(folder));
  await store.write((sql) => writeMeta(sql, 'demo', '[]'));
  await store.close();
  await sweepHalfSeeded(folder);
  expect(existsSync(databaseIn(folder))).toBe(true);
});
