import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { postgresBinaries } from '../support/postgres.ts';
import { crashPostgres, type CrashPostgres } from './crash-postgres.ts';
import { crashRounds } from './crash-rounds.ts';
import { inFolder, onPostgres } from './crash-store.ts';
import { makeDisk, whyNoDisks, type Disk } from './disk.ts';
import { plant } from './planted.ts';
import { patienceFor, roundsOf } from './rounds.ts';

const onFile = roundsOf(15);
const onDatabase = roundsOf(5);
const why = whyNoDisks();
if (why) console.log(`CR-02 is not run: ${why}`);

let disk: Disk | null = null;
let postgres: CrashPostgres | null = null;
afterEach(async () => {
  await postgres?.stop();
  postgres = null;
  disk?.remove();
  disk = null;
});

/** How much of what a careless writer called committed is gone after the power went. */
async function lostBy(synchronous: 'off' | 'normal' | 'full') {
  disk = makeDisk(64);
  const file = join(disk.folder, 'careless.db');
  const script = join(import.meta.dirname, 'synchronous-writer.ts');
  const child = spawn(process.execPath, [script, file, synchronous]);
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  while (!said.includes('\n50\n')) await after(5);
  child.kill('SIGKILL');
  await ended;
  disk.cutPower();
  const committed = Number(said.trim().split('\n').at(-1));
  const database = new DatabaseSync(file);
  let kept = 0;
  try {
    kept = Number(database.prepare('select count(*) as n from batches').get()?.['n'] ?? 0);
  } catch {
    // Not even the table is there.
  }
  database.close();
  disk.remove();
  disk = null;
  return { committed, lost: Math.max(0, committed - kept) };
}

describe.skipIf(why !== null)('CR-02: the power goes', () => {
  test(
    'SQLite: what was acknowledged is there, whole and once',
    { timeout: patienceFor(onFile) },
    async () => {
      const ours = makeDisk(96);
      disk = ours;
      const store = inFolder(ours.folder);
      const planted = await plant(await store.open(), 4);
      const { found, said } = await crashRounds({
        planted,
        program: store.program,
        rounds: onFile,
        afterKill: () => ours.cutPower(),
      });
      console.log(`CR-02 SQLite, power cuts: ${said}`);
      expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    },
  );

  test.skipIf(postgresBinaries() === null)(
    'PostgreSQL: what was acknowledged is there, whole and once',
    { timeout: patienceFor(onDatabase) },
    async () => {
      const ours = makeDisk(400);
      disk = ours;
      const database = await crashPostgres(join(ours.folder, 'postgres'));
      postgres = database;
      const store = onPostgres(database.url, ours.folder);
      const planted = await plant(await store.open(), 4);
      // A database is made without waiting for the disk; from here on it waits.
      ours.settle();
      const { found, said } = await crashRounds({
        planted,
        program: store.program,
        rounds: onDatabase,
        async crash(kill) {
          // One machine: both end at the same moment.
          await Promise.all([database.kill(), kill()]);
          ours.cutPower();
          await database.startAgain();
        },
      });
      console.log(`CR-02 PostgreSQL, power cuts: ${said}`);
      expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
    },
  );

  test('the same on a store that waits for the disk less: it loses, and the test sees it', async () => {
    const lost = { off: 0, normal: 0, full: 0 };
    for (const how of ['off', 'normal', 'full'] as const) {
      let committed = 0;
      for (let round = 0; round < 3; round += 1) {
        const result = await lostBy(how);
        committed += result.committed;
        lost[how] += result.lost;
      }
      console.log(`CR-02, synchronous=${how}: 3 power cuts, ${lost[how]} of ${committed} lost`);
    }
    expect(lost.full).toBe(0);
    expect(lost.off).toBeGreaterThan(0);
    expect(lost.normal).toBeGreaterThan(0);
  });
});
