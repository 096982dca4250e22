import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { claimDatabase } from '../../sync-server/store/postgres-claim.ts';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import { plant } from '../crash/planted.ts';
import { startProgram, type Program } from '../crash/program.ts';
import { operator } from '../crash/shell.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let folder: string;
let database: FreshDatabase;
let programs: Program[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  database = await freshDatabase(inject('postgres') ?? '');
  await plant(await openPostgres({ url: database.url }), 1);
});
afterEach(async () => {
  for (const program of programs) await program.end('SIGKILL');
  programs = [];
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function start(...args: string[]): Promise<Program> {
  const program = await startProgram({ data: folder, args, env: { DATABASE_URL: database.url } });
  programs.push(program);
  return program;
}

async function ask(statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const epochs = () => ask(`select value from linli.meta where name = 'epoch'`);

describe('a database on which servers work', () => {
  test('gets no new epoch beneath them', async () => {
    await start();
    const before = await epochs();
    await expect(start('--restored')).rejects.toThrow('stop them first');
    expect(await epochs()).toEqual(before);
    for (const program of programs.splice(0)) await program.end('SIGTERM');
    await start('--restored');
    expect(await epochs()).not.toEqual(before);
  });
});

describe('a server that is started while a database is put back', () => {
  test('says so, ends, and keeps nobody from beginning afterwards', async () => {
    const release = await claimDatabase({ url: database.url });
    await expect(start()).rejects.toThrow('stop them first');
    await release();
    await start();
  });
});

describe('a restore that breaks off', () => {
  const env = () => ({ DATABASE_URL: database.url });

  test('leaves what was there in its place', async () => {
    const backup = join(folder, 'backup.db');
    expect(await operator('backup', ['--to', backup], env())).toMatchObject({ code: 0 });
    const before = await epochs();
    await ask(`update linli.sessions set ended_at = 1, ended_how = 'lost'`);
    // Whole for SQLite, and a text that PostgreSQL cannot keep.
    const damaged = new DatabaseSync(backup);
    damaged.exec(`update devices set name = 'a' || char(0) || 'b'`);
    damaged.close();
    const args = ['--from', backup, '--replace'];
    expect(await operator('restore', args, env())).toMatchObject({ code: 1 });
    expect(await epochs()).toEqual(before);
    expect(await ask('select count(*)::int as n from linli.devices')).toEqual([{ n: 1 }]);

    const mended = new DatabaseSync(backup);
    mended.exec(`update devices set name = 'phone'`);
    mended.close();
    expect(await operator('restore', args, env())).toMatchObject({ code: 0 });
    expect(await epochs()).not.toEqual(before);
    expect(await ask('select ended_how from linli.sessions')).toEqual([{ ended_how: 'lost' }]);
    const schemas = await ask(
      `select nspname as name from pg_namespace where nspname like 'linli%' order by 1`,
    );
    expect(schemas).toHaveLength(2);
    await start();
  });
});
