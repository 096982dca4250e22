import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { inFolder, onPostgres } from './crash-store.ts';
import { plant } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { percentile } from './rounds.ts';
import { operator } from './shell.ts';
import { writerOf, type Writer } from './writer.ts';

const pushesPerSecond = 50;

let folder: string;
let data: string;
let program: Program | null = null;
let database: FreshDatabase | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  data = join(folder, 'data');
  mkdirSync(data);
});
afterEach(async () => {
  await program?.end('SIGKILL');
  await database?.drop();
  program = null;
  database = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Pushes at a steady pace until told to stop, and notes how long each push took. */
async function pushSteadily(phone: Writer, url: string, every: number, stop: AbortSignal) {
  const took: { at: number; ms: number }[] = [];
  while (!stop.aborted) {
    const at = performance.now();
    expect(await phone.pushOne(url)).toBeNull();
    const ms = performance.now() - at;
    took.push({ at, ms });
    await after(Math.max(0, every - ms));
  }
  return took;
}

/** What a backup holds: whole, and of every batch all or nothing. */
function look(file: string): { integrity: unknown; broken: unknown[]; visits: number } {
  const backup = new DatabaseSync(file, { readOnly: true });
  try {
    return {
      integrity: backup.prepare('pragma integrity_check').get()?.['integrity_check'],
      broken: backup.prepare('pragma foreign_key_check').all(),
      visits: Number(
        backup.prepare(`select count(*) as n from records where c = 'visits'`).get()?.['n'],
      ),
    };
  } finally {
    backup.close();
  }
}

describe.each([
  { name: 'SQLite', server: '' },
  { name: 'PostgreSQL', server: inject('postgres') },
])('$name', ({ name, server }) => {
  test.skipIf(server === null)(
    'ST-08: a backup is made while 50 pushes a second run, and is whole',
    async () => {
      if (server) database = await freshDatabase(server);
      const store = database ? onPostgres(database.url, data) : inFolder(data);
      const planted = await plant(await store.open(), 8);
      const phones = planted.map(writerOf);
      program = await startProgram(store.program);
      const { url } = program;
      const stop = new AbortController();
      const every = (1000 * phones.length) / pushesPerSecond;
      const pushing = Promise.all(
        phones.map((phone) => pushSteadily(phone, url, every, stop.signal)),
      );
      await after(2000);
      const sure = phones.reduce((sum, phone) => sum + phone.acknowledged, 0);
      const began = performance.now();
      const backup = join(folder, 'backup.db');
      const made = await operator('backup', ['--data', data, '--to', backup], store.program.env);
      const ended = performance.now();
      expect(made).toMatchObject({ code: 0 });
      await after(1000);
      stop.abort();
      const all = (await pushing).flat();
      const before = all.filter(({ at, ms }) => at + ms < began).map(({ ms }) => ms);
      const during = all.filter(({ at, ms }) => at + ms >= began && at < ended).map(({ ms }) => ms);
      console.log(
        `ST-08 ${name}: ${during.length} pushes during a backup of ${Math.round(ended - began)} ms; ` +
          `slowest ${Math.max(...during).toFixed(0)} ms, before it ${Math.max(...before).toFixed(0)} ms ` +
          `(p50 ${percentile(during, 0.5)} and ${percentile(before, 0.5)} ms)`,
      );
      const { integrity, broken, visits } = look(backup);
      expect({ integrity, broken }).toEqual({ integrity: 'ok', broken: [] });
      expect(visits).toBeGreaterThanOrEqual(sure * 4);
      expect(visits % 4).toBe(0);

      // Put back in place of what was there: whoever has seen more is not turned away, but begins afresh.
      await program.end('SIGTERM');
      const args = ['--data', data, '--from', backup];
      expect(await operator('restore', args, store.program.env)).toMatchObject({ code: 1 });
      const again = await operator('restore', [...args, '--replace'], store.program.env);
      expect(again).toMatchObject({ code: 0 });
      program = await startProgram(store.program);
      const fresh = await Promise.all(
        planted.map((each) => writerOf(each).pushOne(program?.url ?? '')),
      );
      expect(fresh.filter(Boolean)).toEqual([]);
    },
  );
});
