import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { postgresBinaries } from '../support/postgres.ts';
import { crashPostgres, type CrashPostgres } from './crash-postgres.ts';
import { inFolder, onPostgres, type CrashStore } from './crash-store.ts';
import { makeDisk, whyNoDisks, type Disk } from './disk.ts';
import { plant } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { writerOf, type Finding, type Writer } from './writer.ts';

const why = whyNoDisks();
if (why) console.log(`CR-06 is not run: ${why}`);

let disk: Disk | null = null;
let program: Program | null = null;
let postgres: CrashPostgres | null = null;
afterEach(async () => {
  await program?.end('SIGKILL');
  await postgres?.stop();
  disk?.remove();
  postgres = null;
  program = null;
  disk = null;
});

/** Leaves so many bytes of a disk free. */
function fillUp(folder: string, left: number): string {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  try {
    for (let size = 1 << 20; size >= 512; size >>= 1) {
      const { bavail, bsize } = statfsSync(folder);
      for (let free = bavail * bsize - left; free >= size; free -= size) {
        writeSync(file, Buffer.alloc(size, 1));
      }
      fsyncSync(file);
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  }
  closeSync(file);
  return ballast;
}

async function untilItFails(phone: Writer, url: string): Promise<string> {
  const problem = await phone.pushUntilItFails(url);
  return `${'status' in problem ? problem.status : ''} ${problem.code}`;
}

/** Fills the disk three times while phones push, makes space again each time, and answers what is missing at the end. */
async function filledThreeTimes(
  name: string,
  folder: string,
  store: CrashStore,
): Promise<Finding[]> {
  const phones = (await plant(await store.open(), 4)).map(writerOf);
  program = await startProgram(store.program);
  const { url } = program;
  for (let time = 1; time <= 3; time += 1) {
    const ballast = fillUp(folder, 300_000 * time);
    const codes = await Promise.all(phones.map((phone) => untilItFails(phone, url)));
    expect(new Set(codes)).toEqual(new Set(['503 storageFull']));
    const repeated = await Promise.all(phones.map((phone) => phone.pushOne(url)));
    expect(new Set(repeated.map((problem) => problem?.code))).toEqual(new Set(['storageFull']));

    rmSync(ballast);
    const freed = performance.now();
    const found = await Promise.all(phones.map((phone) => phone.check(url, { all: true })));
    for (const each of found) expect(each).toMatchObject({ lost: 0, torn: 0, landed: 0 });
    for (const phone of phones) expect(await phone.pushOne(url)).toBeNull();
    const took = Math.round(performance.now() - freed);
    const acknowledged = phones.reduce((sum, phone) => sum + phone.acknowledged, 0);
    console.log(
      `CR-06 ${name}: full after ${acknowledged} batches, lost 0; taken in again ${took} ms after there was space`,
    );
  }
  await program.end('SIGKILL');
  program = await startProgram(store.program);
  const { url: again } = program;
  const missing = await Promise.all(phones.map((phone) => phone.check(again, { all: true })));
  await program.end('SIGTERM');
  return missing;
}

describe.skipIf(why !== null)('CR-06: the disk is full', () => {
  test('SQLite: says so, acknowledges nothing, breaks nothing, and goes on by itself when there is space', async () => {
    disk = makeDisk(48);
    const { folder } = disk;
    const missing = await filledThreeTimes('SQLite', folder, inFolder(folder));
    for (const each of missing) expect(each).toMatchObject({ lost: 0, torn: 0 });
    const database = new DatabaseSync(databaseIn(folder));
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });

  const noPostgres = postgresBinaries() === null;

  test.skipIf(noPostgres)(
    'PostgreSQL: says so, acknowledges nothing, breaks nothing, and goes on by itself when there is space',
    async () => {
      disk = makeDisk(256);
      const { folder } = disk;
      postgres = await crashPostgres(join(folder, 'postgres'));
      const store = onPostgres(postgres.url, folder);
      const missing = await filledThreeTimes('PostgreSQL', folder, store);
      for (const each of missing) expect(each).toMatchObject({ lost: 0, torn: 0 });
    },
  );

  test.skipIf(noPostgres)(
    'PostgreSQL: where there is no room for its log either it gives up; started again with space, nothing is lost',
    async () => {
      disk = makeDisk(256);
      const { folder } = disk;
      const database = await crashPostgres(join(folder, 'postgres'));
      postgres = database;
      const store = onPostgres(database.url, folder);
      const phones = (await plant(await store.open(), 4)).map(writerOf);
      program = await startProgram(store.program);
      const { url } = program;
      for (const phone of phones) expect(await phone.pushOne(url)).toBeNull();
      const ballast = fillUp(folder, 0);
      await database.useUpLog();
      const codes = await Promise.all(phones.map((phone) => untilItFails(phone, url)));
      expect(codes.every((code) => code.startsWith('503 '))).toBe(true);
      rmSync(ballast);
      await database.kill();
      await database.startAgain();
      // The server was not told: it finds its database again by itself.
      const found = await Promise.all(phones.map((phone) => phone.check(url, { all: true })));
      for (const each of found) expect(each).toMatchObject({ lost: 0, torn: 0 });
      for (const phone of phones) expect(await phone.pushOne(url)).toBeNull();
      console.log(`CR-06 PostgreSQL without room for its log: ${codes.join(', ')}; lost 0`);
    },
  );

  test('a server that is started on a full disk says why it cannot, and starts when there is space', async () => {
    disk = makeDisk(32);
    const store = inFolder(disk.folder);
    await plant(await store.open(), 1);
    const ballast = fillUp(disk.folder, 0);
    const refused = await startProgram(store.program).catch((error: unknown) => String(error));
    expect(refused).toMatch(/nothing can be written in .* full/);
    rmSync(ballast);
    program = await startProgram(store.program);
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
    expect(readFileSync(databaseIn(disk.folder)).length).toBeGreaterThan(0);
  });
});
