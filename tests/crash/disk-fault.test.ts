import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { postgresBinaries } from '../support/postgres.ts';
import { crashPostgres, type CrashPostgres } from './crash-postgres.ts';
import { inFolder, onPostgres } from './crash-store.ts';
import { plant } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { writerOf } from './writer.ts';

const noTracer = spawnSync('strace', ['-V']).status !== 0 || process.platform !== 'linux';
if (noTracer) console.log('CR-07 is not run: there is no strace here');

let data: string;
let program: Program | null = null;
let postgres: CrashPostgres | null = null;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  await program?.end('SIGKILL');
  await postgres?.stop();
  postgres = null;
  program = null;
  rmSync(data, { recursive: true, force: true });
});

/** From now on the system answers these calls of some processes with an input/output error. */
async function fail(pids: readonly number[], calls: string): Promise<void> {
  const attached = pids.flatMap((pid) => ['-p', String(pid)]);
  const failing = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`];
  const tracer = spawn('strace', ['-f', ...attached, ...failing], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise((begun) => {
    tracer.stderr.once('data', begun);
  });
  tracer.stderr.resume();
  await after(300);
}

test.skipIf(noTracer).each(['fsync,fdatasync', 'pwrite64'])(
  'CR-07 SQLite: when the disk fails (%s), it stops rather than acknowledging, and a restart recovers',
  async (calls) => {
    const store = inFolder(data);
    const [phone] = (await plant(await store.open(), 1)).map(writerOf);
    if (!phone) throw new Error('nobody to push');
    program = await startProgram(store.program);
    for (let n = 0; n < 5; n += 1) expect(await phone.pushOne(program.url)).toBeNull();
    const acknowledged = phone.acknowledged;
    await fail([program.pid], calls);
    expect(await phone.pushOne(program.url)).not.toBeNull();
    expect(phone.acknowledged).toBe(acknowledged);
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('the disk failed');
    program = await startProgram(store.program);
    const found = await phone.check(program.url, { all: true });
    expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    await program.end('SIGTERM');
    const database = new DatabaseSync(databaseIn(data));
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
    console.log(
      `CR-07 SQLite, ${calls} fail: acknowledged 0, exit 1; lost ${found.lost} after the restart`,
    );
  },
);

test.skipIf(noTracer || postgresBinaries() === null)(
  'CR-07 PostgreSQL: when its disk fails to sync, nothing is acknowledged; it recovers, and the server finds it again',
  async () => {
    mkdirSync(join(data, 'data'));
    const database = await crashPostgres(join(data, 'postgres'));
    postgres = database;
    const store = onPostgres(database.url, join(data, 'data'));
    const [phone] = (await plant(await store.open(), 1)).map(writerOf);
    if (!phone) throw new Error('nobody to push');
    program = await startProgram(store.program);
    const { url } = program;
    for (let n = 0; n < 5; n += 1) expect(await phone.pushOne(url)).toBeNull();
    const acknowledged = phone.acknowledged;
    // Those that are there now; what is started after them has a disk that works again.
    await fail(database.pids().slice(1), 'fsync,fdatasync');
    const problem = await phone.pushOne(url);
    expect(problem).toMatchObject({ code: 'serverBusy' });
    expect(phone.acknowledged).toBe(acknowledged);
    await expect
      .poll(async () => (await fetch(`${url}/health`)).status, { timeout: 30_000, interval: 200 })
      .toBe(200);
    const found = await phone.check(url, { all: true });
    expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    expect(await phone.pushOne(url)).toBeNull();
    console.log(`CR-07 PostgreSQL, fsync,fdatasync fail: acknowledged 0; lost ${found.lost}`);
  },
);
