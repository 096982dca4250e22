import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { onPostgres } from './crash-store.ts';
import { plant } from './planted.ts';
import { startProgram, type Program, type ProgramOptions } from './program.ts';
import { writerOf } from './writer.ts';

const server = inject('postgres');
let data: string;
let database: FreshDatabase | null = null;
const running: Program[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.end('SIGKILL');
  await database?.drop();
  rmSync(data, { recursive: true, force: true });
});

async function start(options: ProgramOptions, ...args: string[]): Promise<Program> {
  const program = await startProgram({ ...options, args });
  running.push(program);
  return program;
}

async function stopAll(): Promise<void> {
  for (const program of running.splice(0)) await program.end('SIGTERM');
}

/** A copy of a database as it is now, beside it. */
async function copied(url: string): Promise<string> {
  const copy = new URL(url);
  const name = copy.pathname.slice(1);
  copy.pathname = `/${name}_old`;
  const client = new Client({ connectionString: server ?? '' });
  await client.connect();
  const [from, to] = [escapeIdentifier(name), escapeIdentifier(`${name}_old`)];
  await client.query(`create database ${to} template ${from}`);
  await client.end();
  return copy.href;
}

test.skipIf(server === null)(
  'ST-05 PostgreSQL: an older copy of the database is served by none of its processes, once one has found out',
  async () => {
    database = await freshDatabase(server ?? '');
    const now = onPostgres(database.url, data);
    const [mine, hers] = (await plant(await now.open(), 2)).map(writerOf);
    if (!mine || !hers) throw new Error('nobody to push');
    const first = await start(now.program);
    for (const phone of [mine, hers]) {
      expect(await phone.pushOne(first.url)).toBeNull();
      await phone.check(first.url);
    }
    await stopAll();
    const old = onPostgres(await copied(database.url), data);
    const later = await start(now.program);
    expect(await mine.pushOne(later.url)).toBeNull();
    await mine.check(later.url);
    await stopAll();

    const [one, other] = [await start(old.program), await start(old.program)];
    // Her phone knows nothing of what was lost; the copy grows past where it would have been.
    for (let n = 0; n < 3; n += 1) expect(await hers.pushOne(other.url)).toBeNull();
    expect((await mine.pushOne(one.url))?.code).toBe('storeBehind');
    expect((await hers.pushOne(other.url))?.code).toBe('storeBehind');
    for (const { url } of [one, other]) expect((await fetch(`${url}/health`)).status).toBe(503);
    expect(one.output()).toContain('store.behind');
    await stopAll();

    const restored = await start(old.program, '--restored');
    for (const phone of [mine, hers]) expect(await phone.pushOne(restored.url)).toBeNull();
    await stopAll();
    const client = new Client({ connectionString: server ?? '' });
    await client.connect();
    const name = `${new URL(database.url).pathname.slice(1)}_old`;
    await client.query(`drop database ${escapeIdentifier(name)} with (force)`);
    await client.end();
  },
);
