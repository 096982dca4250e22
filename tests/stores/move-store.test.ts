import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { serverCalls, type CallResult, type ServerCalls } from '../../src/protocol/server-calls.ts';
import { openServer } from '../../sync-server/server.ts';
import { claimFolder, databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { newId } from '../../sync-server/surroundings.ts';
import { processSurroundings } from '../../sync-server/cli/process-surroundings.ts';
import { day, plantTree, testCommunity } from '../../sync-server/test-support/test-community.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

const cli = join(import.meta.dirname, '../../sync-server/cli/move-store.ts');
const run = promisify(execFile);

let folder: string;
let database: FreshDatabase;
const running: ServerProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-move-'));
  database = await freshDatabase(inject('postgres') ?? '');
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The lines that the command printed, the last of them without the sum. */
async function move(from: string, to: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, [cli, '--from', from, '--to', to]);
  return stdout.trim().split('\n');
}

const refusal = async (from: string, to: string): Promise<string> => {
  try {
    await move(from, to);
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
  throw new Error('it was not refused');
};

/** A folder with a community in it, and the tokens of people who are signed in. */
async function settle(data: string, people: number): Promise<string[]> {
  const release = claimFolder(data);
  const store = await openSqlite(databaseIn(data));
  const community = await testCommunity({ store });
  community.clock.at = Date.now();
  const from = Date.now() - day;
  await plantTree(community.server, community.make);
  const tokens: string[] = [];
  for (let n = 0; n < people; n += 1) {
    tokens.push((await community.employed('liaison', 'c1/g01/b1', { from })).device.token);
  }
  await community.server.close();
  release();
  return tokens;
}

interface Phone {
  readonly calls: ServerCalls;
  checkpoint: string | null;
  readonly holds: Set<string>;
  readonly acknowledged: string[];
  /** Answers that a phone would have to tell its holder of. */
  readonly surprises: string[];
  snapshots: number;
}

const isPassing = (code: string) => ['unreachable', 'serverBusy', 'notOurs'].includes(code);

async function persist<T>(phone: Phone, ask: () => Promise<CallResult<T>>): Promise<T> {
  for (;;) {
    const result = await ask();
    if (result.ok) return result.value;
    if (!isPassing(result.problem.code)) {
      phone.surprises.push(result.problem.code);
      throw new Error(result.problem.code);
    }
    await pause(30);
  }
}

async function pullOn(phone: Phone): Promise<void> {
  for (;;) {
    const { checkpoint } = phone;
    const page = await persist(phone, () =>
      phone.calls.pull({ protocol: 1, checkpoint, limit: 500 }),
    );
    if (page.progress) phone.snapshots += 1;
    for (const change of page.changes) if ('r' in change) phone.holds.add(change.r.id);
    phone.checkpoint = page.checkpoint;
    if (!page.more) return;
  }
}

async function goOn(phone: Phone, isOver: () => boolean): Promise<void> {
  const surroundings = processSurroundings();
  while (!isOver()) {
    const at = Date.now();
    const id = newId(surroundings);
    const r = {
      kind: 'round',
      place: 'c1/g01/b1/h101',
      startedAt: at,
      finishedAt: at,
      outcome: 'met',
    };
    const rows = [{ c: 'visits', id, op: 'create' as const, r, stamp: at }];
    const answer = await persist(phone, () => phone.calls.push({ protocol: 1, rows }));
    for (const { outcome } of answer.results) {
      if (outcome === 'accepted' || outcome === 'duplicate') phone.acknowledged.push(id);
      else phone.surprises.push(outcome);
    }
    await pullOn(phone);
    await pause(10);
  }
}

const phoneWith = (url: string, token: string): Phone => ({
  calls: serverCalls((path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    }),
  ),
  checkpoint: null,
  holds: new Set(),
  acknowledged: [],
  surprises: [],
  snapshots: 0,
});

describe('ST-07: a store on the move', () => {
  test('goes to PostgreSQL and back while phones go on asking, and none of them notices', async () => {
    const [home, back] = [join(folder, 'home'), join(folder, 'back')];
    const tokens = await settle(home, 6);
    let server = await startServer({ data: home, demo: false });
    running.push(server);
    const { port, url } = server;
    const phones = tokens.map((token) => phoneWith(url, token));
    let over = false;
    const working = Promise.all(phones.map((phone) => goOn(phone, () => over)));

    const downtimes: number[] = [];
    async function moveTo(from: string, to: string, start: Parameters<typeof startServer>[0]) {
      await pause(1500);
      const stopped = performance.now();
      await server.stop();
      const lines = await move(from, to);
      server = await startServer({ ...start, demo: false, port });
      running.push(server);
      downtimes.push((performance.now() - stopped) / 1000);
      return lines;
    }
    const there = await moveTo(`sqlite:${home}`, database.url, {
      data: join(folder, 'unused'),
      database: database.url,
    });
    const here = await moveTo(database.url, `sqlite:${back}`, { data: back });
    await pause(1000);
    over = true;
    await working;
    for (const phone of phones) await pullOn(phone);

    const acknowledged = phones.flatMap((phone) => phone.acknowledged);
    const missing = phones.flatMap((phone) => acknowledged.filter((id) => !phone.holds.has(id)));
    console.log(
      `ST-07: ${acknowledged.length} visits written meanwhile, missing ${missing.length}; ` +
        `down ${downtimes.map((seconds) => seconds.toFixed(1)).join(' s and ')} s`,
    );
    expect(there.at(-1)).toContain('equal on both sides');
    expect(here.at(-1)).toContain('equal on both sides');
    expect(missing).toEqual([]);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(phones.flatMap((phone) => phone.surprises)).toEqual([]);
    // One snapshot at the beginning, whatever the number of its pages: nobody had to begin anew.
    expect(phones.map((phone) => phone.snapshots)).toEqual(phones.map(() => 1));
  });

  test('keeps every checksum there and back, and is never mixed with another', async () => {
    const [home, back] = [join(folder, 'home'), join(folder, 'back')];
    await settle(home, 3);
    const sum = (lines: string[]) => lines.slice(0, -1);
    const there = await move(`sqlite:${home}`, database.url);
    expect(sum(there).some((line) => /^records +c1 +\d+ [0-9a-f]{16}$/.test(line))).toBe(true);
    expect(sum(await move(database.url, `sqlite:${back}`))).toEqual(sum(there));
    expect(await refusal(`sqlite:${home}`, database.url)).toContain('not empty');
    expect(await refusal(`sqlite:${home}`, `sqlite:${back}`)).toContain('not empty');
    expect(await refusal(`sqlite:${join(folder, 'nowhere')}`, database.url)).toContain(
      'no store in',
    );
  });

  test('is refused while a server works on it', async () => {
    const home = join(folder, 'home');
    await settle(home, 1);
    running.push(await startServer({ data: home, demo: false }));
    expect(await refusal(`sqlite:${home}`, database.url)).toContain(
      'another Linli server works in',
    );
    running.push(
      await startServer({ data: join(folder, 'unused'), database: database.url, demo: false }),
    );
    const away = `sqlite:${join(folder, 'away')}`;
    expect(await refusal(database.url, away)).toContain('servers work on this database');
  });
});

test('what is damaged on the way is seen before anything is kept', async () => {
  const home = join(folder, 'home');
  await settle(home, 1);
  const { copyStore } = await import('../../sync-server/store/copy-store.ts');
  const [from, to] = [await openSqlite(databaseIn(home)), await openSqlite(':memory:')];
  const damaging = {
    ...to,
    write: (work: Parameters<typeof to.write>[0]) =>
      to.write((sql) =>
        work({
          ...sql,
          run: (text, values = []) =>
            sql.run(
              text,
              values.map((value) =>
                typeof value === 'string' ? value.replace('"name":"c1/g01"', '"name":""') : value,
              ),
            ),
        }),
      ),
  } as typeof to;
  await expect(copyStore(from, damaging)).rejects.toThrow('not what was sent');
  const server = await openServer({ ...processSurroundings(), store: to });
  expect(await server.communities()).toEqual([]);
  await server.close();
  await from.close();
});
