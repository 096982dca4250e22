/**
 * Runs one PostgreSQL for as long as whoever started this process lives: standard input ends with him, however he
 * ends, and then the database is stopped and its folders are removed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What the keeper is told, as JSON, in its only argument. */
export interface Kept {
  readonly native: string;
  readonly data: string;
  readonly flags: readonly string[];
  /** Whom PostgreSQL runs as; null for whoever runs the keeper. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** Folders that are removed in the end. */
  readonly removes: readonly string[];
}

const { native, data, flags, user, removes } = JSON.parse(process.argv[2] ?? '') as Kept;
const log = openSync(join(data, 'server.log'), 'a');
const as = user ?? {};
const postgres = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...flags], {
  ...as,
  cwd: data,
  stdio: ['ignore', log, log],
});
console.log(postgres.pid ?? 0);

const ended = new Promise<void>((resolve) => {
  postgres.once('exit', () => resolve());
  postgres.once('error', () => resolve());
});
const released = new Promise<void>((resolve) => {
  process.stdin.once('close', () => resolve());
  process.stdin.resume();
});
// A terminal's Ctrl-C is for the tests; they let go of this process when they are done.
process.on('SIGINT', () => undefined);

await Promise.race([ended, released]);
if (postgres.exitCode === null && postgres.signalCode === null) {
  spawnSync(join(native, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20'], {
    ...as,
    cwd: data,
  });
  postgres.kill('SIGKILL');
  await ended;
}
for (const folder of removes) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
// Its standard input is still open when PostgreSQL has ended by itself.
process.exit();
