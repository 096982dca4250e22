import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postgresBinaries } from '../support/postgres.ts';
import { crashPostgres, type CrashPostgres } from './crash-postgres.ts';
import { inFolder, onPostgres, type CrashStore } from './crash-store.ts';
import { plant } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { writerOf } from './writer.ts';

const noTracer = spawnSync('strace', ['-V']).status !== 0 || process.platform !== 'linux';
const noPostgres = postgresBinaries() === null;
if (noTracer) console.log('CR-03 is not run: there is no strace here');

let folder: string;
let program: Program | null = null;
let postgres: CrashPostgres | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  await program?.end('SIGKILL');
  await postgres?.stop();
  program = null;
  postgres = null;
  rmSync(folder, { recursive: true, force: true });
});

/** The store of a test: a file, or a PostgreSQL that waits for the disk as it does in earnest. */
async function storeOn(name: string): Promise<CrashStore> {
  if (name === 'SQLite') return inFolder(folder);
  postgres = await crashPostgres(join(folder, 'postgres'));
  return onPostgres(postgres.url, folder);
}

/** Writes down what processes ask the system for while `work` runs. */
async function traced(pids: readonly number[], work: () => Promise<void>): Promise<string[]> {
  const file = join(folder, 'trace');
  const calls = 'trace=read,recvfrom,write,writev,sendto,fsync,fdatasync';
  const who = pids.flatMap((pid) => ['-p', String(pid)]);
  const tracer = spawn('strace', ['-f', '-s', '60', '-e', calls, '-o', file, ...who], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise((attached) => {
    tracer.stderr.once('data', attached);
  });
  await after(300);
  await work();
  const ended = new Promise((resolve) => {
    tracer.once('exit', resolve);
  });
  tracer.kill('SIGINT');
  await ended;
  return readFileSync(file, 'utf8').split('\n');
}

/** For every push in a trace: how often something was asked to be on disk before its answer went out. */
function syncsOfPushes(lines: readonly string[]): number[] {
  const counts: number[] = [];
  let inPush: number | null = null;
  for (const line of lines) {
    if (/"POST \/api\/v1\/sync\/push/.test(line)) inPush = 0;
    else if (inPush !== null && /(fsync|fdatasync)\(|<\.\.\. f(data)?sync resumed/.test(line)) {
      if (/= 0/.test(line)) inPush += 1;
    } else if (inPush !== null && /"HTTP\/1\.1 200/.test(line)) {
      counts.push(inPush);
      inPush = null;
    }
  }
  return counts;
}

describe.each([
  { name: 'SQLite', missing: false },
  { name: 'PostgreSQL', missing: noPostgres },
])('$name', ({ name, missing }) => {
  test.skipIf(noTracer || missing)(
    'CR-03: what was pushed is on disk before the answer goes out',
    async () => {
      const store = await storeOn(name);
      const [planted] = await plant(await store.open(), 1);
      if (!planted) throw new Error('nobody to push');
      const phone = writerOf(planted);
      program = await startProgram(store.program);
      const { url, pid } = program;
      await phone.pushOne(url);
      const pushes = 30;
      const lines = await traced([pid, ...(postgres?.pids() ?? [])], async () => {
        for (let n = 0; n < pushes; n += 1) expect(await phone.pushOne(url)).toBeNull();
      });
      const syncs = syncsOfPushes(lines);
      const mean = syncs.reduce((sum, count) => sum + count, 0) / syncs.length;
      console.log(
        `CR-03 ${name}: ${syncs.length} pushes, at least ${Math.min(...syncs)} and on average ` +
          `${mean.toFixed(1)} calls of fsync or fdatasync before the answer`,
      );
      expect(syncs).toHaveLength(pushes);
      expect(Math.min(...syncs)).toBeGreaterThan(0);
    },
  );

  test.skipIf(missing)(
    'CR-04: killed between commit and answer, the same push again changes nothing',
    async () => {
      const store = await storeOn(name);
      const phones = (await plant(await store.open(), 1)).map(writerOf);
      const rounds = 5;
      let landed = 0;
      let double = 0;
      for (let round = 0; round < rounds; round += 1) {
        program = await startProgram({
          ...store.program,
          node: ['--import', join(import.meta.dirname, 'die-at.ts')],
          env: { ...store.program.env, LINLI_DIE_AT: `write ${round + 1}` },
        });
        const { url } = program;
        for (const phone of phones) {
          const problem = await phone.pushUntilItFails(url);
          expect(problem.code).toBe('unreachable');
        }
        expect(await program.ended).toBeNull();
        program = await startProgram(store.program);
        for (const phone of phones) {
          const found = await phone.check(program.url, { all: true });
          expect(found).toMatchObject({ lost: 0, torn: 0 });
          landed += found.landed;
          double += found.double;
        }
        await program.end('SIGKILL');
      }
      console.log(
        `CR-04 ${name}: ${landed} of ${rounds} committed without an answer, double ${double}`,
      );
      expect(landed).toBe(rounds);
      expect(double).toBe(0);
    },
  );
});
