import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { copyPostgres, startPostgres, type RunningPostgres } from '../support/postgres.ts';

/** A PostgreSQL that waits for the disk as in earnest, and can be killed and started again. */
export interface CrashPostgres {
  readonly url: string;
  /** All its processes, running or not. */
  pids(): number[];
  /** kill -9 of all its processes at once. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  /** Writes into its log until there is no room for more of it. */
  useUpLog(): Promise<void>;
  stop(): Promise<void>;
}

const parentOf = (pid: number): number => {
  try {
    // The name stands in brackets and may contain anything; the state and the parent come after it.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return 0;
  }
};

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => parentOf(pid) === parent);
}

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export async function crashPostgres(data: string): Promise<CrashPostgres> {
  // It runs as somebody who may not read what is ours.
  chmodSync(dirname(data), 0o755);
  const home = mkdtempSync(join(tmpdir(), 'linli-postgres-'));
  chmodSync(home, 0o755);
  const native = join(home, 'native');
  copyPostgres(native);
  let running: RunningPostgres = await startPostgres({ data, native, durable: true });
  const { port, url } = running;
  const pids = () => [running.pid, ...childrenOf(running.pid)];
  return {
    url,
    pids,
    async kill() {
      const all = pids();
      for (const pid of all) if (isThere(pid)) process.kill(pid, 'SIGKILL');
      while (all.some(isThere)) await after(5);
      await running.stop();
    },
    async startAgain() {
      running = await startPostgres({ data, native, port, durable: true });
    },
    async useUpLog() {
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      try {
        for (let segment = 0; segment < 100; segment += 1) {
          await client.query(`select pg_logical_emit_message(false, 'full', repeat('x', 900000))`);
        }
        throw new Error('there is room for all of that');
      } catch (error) {
        if (String(error).includes('there is room')) throw error;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    async stop() {
      await running.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
