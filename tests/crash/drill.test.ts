import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Collection } from '../../src/domain/record-types.ts';
import { serverCalls } from '../../src/protocol/server-calls.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { Feed } from '../../src/sync/sync-store.ts';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { deviceOverHttp, type DeviceOverHttp } from '../support/device-over-http.ts';
import { inFolder, onPostgres, type CrashStore } from './crash-store.ts';
import { plant, type Planted } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { operator } from './shell.ts';

const within = { timeout: 60_000, interval: 50 };
const server = inject('postgres');
const written: readonly Collection[] = ['visits', 'needs', 'people'];

let folder: string;
let data: string;
let backup: string;
let database: FreshDatabase | null = null;
let kept: CrashStore;
let program: Program | null = null;
let devices: DeviceOverHttp[] = [];
/** The life of the store before anything happened to it. */
let epoch: string | null | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  data = join(folder, 'data');
  mkdirSync(data);
  backup = join(folder, 'backup.db');
  kept = inFolder(data);
});
afterEach(async () => {
  for (const { engine } of devices.splice(0)) await engine.stop();
  await program?.end('SIGKILL');
  program = null;
  await database?.drop();
  database = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { port?: number; args?: string[] } = {}): Promise<Program> {
  program = await startProgram({ ...kept.program, ...options });
  return program;
}

/** Everybody's work of a while: visits, a need with its steps, and a remark about the resident. */
function work(people: readonly Planted[], note: string): void {
  for (const [index, { store }] of devices.entries()) {
    const { door, resident } = people[index] as Planted;
    const time = Date.now();
    for (let n = 0; n < 3; n += 1) {
      const visit = {
        kind: 'round',
        place: door,
        startedAt: time,
        finishedAt: time,
        outcome: 'met',
      };
      store.create('visits', { ...visit, note: `${note} ${n}` });
    }
    const need = store.create('needs', {
      kind: 'need',
      place: door,
      category: 'repair',
      urgency: 'normal',
      what: note,
      consent: true,
      source: 'door',
      steps: [{ step: 'submitted', id: crypto.randomUUID(), at: time, by: people[index]?.holder }],
    });
    store.edit('needs', need.id, { urgency: 'urgent' });
    store.edit('people', resident, { remark: note });
  }
}

async function allSent(): Promise<void> {
  for (const { engine } of devices) engine.syncNow();
  for (const { store } of devices) await expect.poll(() => store.countWaiting(), within).toBe(0);
}

/** What a record says, without what the server adds. */
function toldBy(record: Readonly<Record<string, unknown>>): string {
  const { id, place, note, what, urgency, remark, name } = record;
  const steps = (record['steps'] ?? []) as { id: string; step: string }[];
  const taken = steps.map((step) => `${step.id} ${step.step}`).toSorted();
  return JSON.stringify({ id, place, note, what, urgency, remark, name, taken });
}

/** All that the devices hold, by collection and id. */
function held(): Map<string, string> {
  return new Map(
    devices.flatMap(({ store }) =>
      written.flatMap((c) => store.all(c).map((r) => [`${c}/${r.id}`, toldBy(r)] as const)),
    ),
  );
}

/** All that the server holds, as the same people see it who ask for everything. */
async function seenAnew(url: string, people: readonly Planted[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const { token } of people) {
    const { pull } = serverCalls((path, init) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
      }),
    );
    const page = await pull({ protocol: protocolVersion, checkpoint: null, limit: 5000 });
    if (!page.ok) throw new Error(page.problem.code);
    for (const change of page.value.changes) {
      if (!('r' in change) || !written.includes(change.c as Collection)) continue;
      seen.set(`${change.c}/${change.r.id}`, toldBy(change.r));
    }
  }
  return seen;
}

/** Waits until every device has read everything anew and given back what the server lacked. */
async function givenBack(): Promise<void> {
  for (const { engine } of devices) engine.syncNow();
  for (const { store } of devices) {
    const feed = () => store.readFeed<Feed>();
    await expect.poll(async () => (await feed())?.epoch, within).not.toBe(epoch);
    await expect.poll(async () => (await feed())?.reread, within).toBe(false);
  }
  await allSent();
}

/** A community at work: everybody signed in, some work done and sent. */
async function community(): Promise<{ people: Planted[]; port: number; url: string }> {
  const all = await plant(await kept.open(), 3);
  const { url, port } = await start();
  devices = await Promise.all(all.map(({ code }) => deviceOverHttp(url, code)));
  for (const { store } of devices) {
    await expect.poll(() => store.all('people').length, within).toBeGreaterThan(0);
  }
  work(all, 'before the backup');
  await allSent();
  epoch = (await devices[0]?.store.readFeed<Feed>())?.epoch;
  return { people: all, port, url };
}

/** Another database under the same name, with nothing in it. */
async function lose(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('drop schema linli cascade');
  await client.end();
}

describe('the monthly drill', () => {
  test.each([
    { name: 'SQLite', lost: 'the folder' },
    ...(server === null ? [] : [{ name: 'PostgreSQL', lost: 'the database' }]),
  ])(
    'ST-04 $name: $lost is lost, the backup is put back, and the devices give it what it lacks',
    async ({ name }) => {
      if (name === 'PostgreSQL') {
        database = await freshDatabase(server ?? '');
        kept = onPostgres(database.url, data);
      }
      const { env } = kept.program;
      const { people, port, url } = await community();
      const made = await operator('backup', ['--data', data, '--to', backup], env);
      expect(made).toMatchObject({ code: 0 });
      work(people, 'after the backup');
      await allSent();
      const before = held();

      await program?.end('SIGKILL');
      if (database) await lose(database.url);
      else rmSync(data, { recursive: true });
      const restored = await operator('restore', ['--data', data, '--from', backup], env);
      expect(restored).toMatchObject({ code: 0 });
      await start({ port });
      const lacked = before.size - (await seenAnew(url, people)).size;
      await givenBack();
      const after = await seenAnew(url, people);
      const lost = [...before].filter(([record, told]) => after.get(record) !== told);
      console.log(
        `ST-04 ${name}: of ${before.size} records of ${devices.length} devices the backup lacked ${lacked}; ` +
          `lost ${lost.length}, double ${after.size - before.size}`,
      );
      expect(lacked).toBeGreaterThan(0);
      expect(lost).toEqual([]);
      expect(after.size).toBe(before.size);
      for (const { store } of devices) expect(store.returned.size).toBe(0);
    },
  );

  test('ST-05: an old copy put in its place by hand is served to nobody; nothing is lost when that is mended', async () => {
    const { people, port, url } = await community();
    await program?.end('SIGTERM');
    copyFileSync(databaseIn(data), backup);
    await start({ port });
    work(people, 'after the copy');
    await allSent();
    const before = held();

    await program?.end('SIGTERM');
    copyFileSync(backup, databaseIn(data));
    await start({ port });
    for (const { engine } of devices) engine.syncNow();
    await expect.poll(async () => (await fetch(`${url}/health`)).status, within).toBe(503);
    work(people, 'while nothing is served');
    for (const { store, engine } of devices) {
      engine.syncNow();
      await expect.poll(() => store.statuses.at(-1)?.problem, within).toBe('storeBehind');
      expect(await store.countWaiting()).toBeGreaterThan(0);
    }
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('linli_store_behind 1');
    await program?.end('SIGTERM');
    await start({ port });
    expect(program?.output()).toContain('the store is older than what devices have seen');
    expect((await fetch(`${url}/health`)).status).toBe(503);

    await program?.end('SIGTERM');
    await start({ port, args: ['--restored'] });
    await givenBack();
    const after = await seenAnew(url, people);
    const expected = held();
    const lost = [...before.keys()].filter((name) => !after.has(name));
    console.log(`ST-05: refused, then mended; lost ${lost.length} of ${before.size}`);
    expect(lost).toEqual([]);
    expect(after).toEqual(expected);
  });
});
