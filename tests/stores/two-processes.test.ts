import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Role } from '../../src/domain/record-type.ts';
import { collections } from '../../src/domain/record-types.ts';
import { chanceFrom } from '../../sync-server/demo/chance.ts';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import {
  day,
  plantTree,
  testCommunity,
  type TestCommunity,
} from '../../sync-server/test-support/test-community.ts';
import { deviceOverHttp, type DeviceOverHttp } from '../support/device-over-http.ts';
import { openHintStream } from '../support/hint-stream.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

const door = 'c1/g01/b1/h101';
let database: FreshDatabase;
let community: TestCommunity;
let left: ServerProcess;
let right: ServerProcess;

const start = (port?: number): Promise<ServerProcess> =>
  startServer({
    data: join(tmpdir(), 'linli-unused'),
    database: database.url,
    demo: false,
    ...(port === undefined ? {} : { port }),
  });

beforeAll(async () => {
  database = await freshDatabase(inject('postgres') ?? '');
  const store = await openPostgres({ url: database.url });
  community = await testCommunity({ store });
  // The servers go by the real time.
  Object.defineProperty(community.clock, 'at', { get: () => Date.now() });
  await plantTree(community.server, community.make);
  [left, right] = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all([left.kill(), right.kill()]);
  await community.server.close();
  await database.drop();
});

const hired = async (role: Role, place: string) => {
  const holder = await community.person(place, `${role} of ${place}`);
  const postId = await community.post(holder, role, place, { from: Date.now() - day });
  return { holder, postId };
};

async function codeFor(holder: string): Promise<string> {
  const code = await community.server.code(community.system, holder);
  if (!code.ok) throw new Error(code.code);
  return code.value.code;
}

const call = (server: ServerProcess, method: string, path: string, token: string, body?: unknown) =>
  fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const tell = (name: string, times: readonly number[]): number => {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const worst = sorted.at(-1) ?? 0;
  console.log(
    `${name}: median ${middle.toFixed(0)} ms, worst ${worst.toFixed(0)} ms of ${sorted.length}`,
  );
  return middle;
};

const wire = async (server: ServerProcess, holder: string) => {
  const response = await fetch(`${server.url}/api/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: await codeFor(holder), device: { name: 'test' } }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
};

describe('two processes on one PostgreSQL', () => {
  const devices: DeviceOverHttp[] = [];
  afterEach(async () => {
    await Promise.all(devices.splice(0).map((device) => device.engine.stop()));
  });

  /** Everything but what each device alone is told of itself. */
  const records = ({ store }: DeviceOverHttp) =>
    Object.fromEntries(
      collections
        .flatMap((c) => store.all(c).map((record) => [`${c}/${record.id}`, record] as const))
        .filter(([, { kind }]) => kind !== 'device')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );

  test('keep devices of both in step, even when one of them is killed in the middle', async () => {
    const heads = [await hired('head', 'c1/g01'), await hired('head', 'c1/g01')];
    const liaisons = [await hired('liaison', 'c1/g01/b1'), await hired('liaison', 'c1/g01/b1')];
    const people = await Promise.all(['a', 'b', 'c'].map((name) => community.person(door, name)));
    for (const [index, { holder }] of [...heads, ...liaisons].entries()) {
      const server = index % 2 === 0 ? left : right;
      devices.push(await deviceOverHttp(server.url, await codeFor(holder)));
    }
    const holds = (device: DeviceOverHttp) => people.every((id) => device.store.get('people', id));
    await expect.poll(() => devices.every(holds), { timeout: 20_000 }).toBe(true);

    const chance = chanceFrom(2);
    let visits = 0;
    for (let n = 0; n < 400; n += 1) {
      const device = chance.pick(devices as [DeviceOverHttp]);
      if (chance.sometimes(0.5)) {
        const at = Date.now();
        const fields = {
          kind: 'round',
          place: door,
          startedAt: at,
          finishedAt: at,
          outcome: 'met',
        };
        device.store.create('visits', fields);
        visits += 1;
      } else {
        const field = chance.pick(['remark', 'phone']);
        device.store.edit('people', chance.pick(people as [string]), { [field]: `${field} ${n}` });
      }
      if (n === 200) {
        await left.kill();
        left = await start(left.port);
      }
      await pause(5);
    }
    const began = performance.now();
    const unsent = () =>
      devices.flatMap(({ store }) =>
        collections.flatMap((c) => store.all(c).filter(({ unsentSince }) => unsentSince > 0)),
      );
    for (const { engine } of devices) engine.syncNow();
    await expect.poll(() => unsent().length, { timeout: 60_000 }).toBe(0);
    const [first, second, third, fourth] = devices.map((device) => () => records(device));
    await expect
      .poll(
        () =>
          JSON.stringify([first!(), third!()]) === JSON.stringify([second!(), fourth!()]) &&
          devices.every(({ store }) => store.all('visits').length === visits),
        { timeout: 60_000 },
      )
      .toBe(true)
      .catch(() => {
        expect(second!()).toEqual(first!());
        expect(fourth!()).toEqual(third!());
      });
    const returned = devices.flatMap(({ store }) => [...store.returned.values()]);
    expect(returned.filter(({ outcome }) => outcome !== 'superseded')).toEqual([]);
    console.log(
      `two processes: ${visits} visits and ${400 - visits} edits by ${devices.length} devices, ` +
        `in step ${((performance.now() - began) / 1000).toFixed(1)} s after the last of them`,
    );
  });

  test('a change on one is hinted at on the other, and nothing is out of sight', async () => {
    const [near, far] = [await hired('liaison', 'c1/g01/b1'), await hired('liaison', 'c1/g01/b1')];
    const away = await hired('liaison', 'c1/g02/b1');
    const token = await wire(left, near.holder);
    const tokens = [await wire(right, far.holder), await wire(right, away.holder)] as const;
    const stream = openHintStream(right.url, tokens[0]);
    const deaf = openHintStream(right.url, tokens[1]);
    await Promise.all([stream.next('heartbeat'), deaf.next('heartbeat')]);
    const times: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const at = Date.now();
      const r = { kind: 'round', place: door, startedAt: at, finishedAt: at, outcome: 'met' };
      const rows = [{ c: 'visits', id: community.id(), op: 'create', r, stamp: at }];
      const began = performance.now();
      const hinted = stream.next('changed');
      const pushed = await call(left, 'POST', '/sync/push', token, { protocol: 1, rows });
      expect(pushed.status).toBe(200);
      times.push((await hinted) - began);
    }
    expect(tell('hint on the other process', times)).toBeLessThan(1000);
    expect(deaf.events).not.toContain('changed');
    stream.close();
    deaf.close();
  });

  test('a session that ends on one has its streams closed on the other', async () => {
    const { holder } = await hired('liaison', 'c1/g01/b1');
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const token = await wire(left, holder);
      const stream = openHintStream(right.url, token);
      await stream.next('heartbeat');
      const began = performance.now();
      const closed = stream.next('closed');
      expect((await call(left, 'DELETE', '/session', token)).status).toBe(200);
      times.push((await closed) - began);
      expect((await call(right, 'GET', '/session', token)).status).toBe(401);
    }
    expect(tell('stream closed on the other process', times)).toBeLessThan(1000);
  });

  test('a device that is reported lost on one is cut off on the other', async () => {
    const admin = await wire(left, (await hired('admin', 'c1')).holder);
    const { holder } = await hired('liaison', 'c1/g01/b1');
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const token = await wire(right, holder);
      const session = await call(right, 'GET', '/session', token);
      const { device } = (await session.json()) as { device: { id: string } };
      const stream = openHintStream(right.url, token);
      await stream.next('heartbeat');
      const began = performance.now();
      const closed = stream.next('closed');
      const lost = { device: device.id, how: 'lost' };
      expect((await call(left, 'POST', '/devices/end', admin, lost)).status).toBe(200);
      times.push((await closed) - began);
    }
    expect(tell('lost device cut off on the other process', times)).toBeLessThan(1000);
  });

  test('a post that ends on one ends the hints on the other, after one to pull', async () => {
    const { holder, postId } = await hired('liaison', 'c1/g01/b1');
    const stream = openHintStream(right.url, await wire(right, holder));
    await stream.next('heartbeat');
    const told = stream.next('changed');
    const until = Date.now();
    const began = performance.now();
    const row = {
      c: 'posts',
      id: postId,
      op: 'edit',
      set: { until },
      stamps: { until },
      seen: 1e9,
    };
    await community.push(community.system, row);
    tell('hint that a post has ended', [(await told) - began]);
    const before = stream.events.length;
    await community.person(door, 'later');
    await pause(300);
    expect(stream.events.slice(before)).toEqual([]);
    stream.close();
  });

  test('a code works once and is locked after five wrong tries, whichever is asked', async () => {
    const { holder } = await hired('liaison', 'c1/g01/b1');
    const enrol = (server: ServerProcess, code: string) =>
      fetch(`${server.url}/api/v1/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, device: { name: 'test' } }),
      });
    const code = await codeFor(holder);
    const tries = Array.from({ length: 12 }, (_none, n) => enrol(n % 2 === 0 ? left : right, code));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);

    const next = await codeFor(holder);
    const wrong = `${next.slice(0, 5)}${next.endsWith('2') ? '3333' : '2222'}`;
    for (let n = 0; n < 5; n += 1) await enrol(n % 2 === 0 ? left : right, wrong);
    for (const server of [left, right]) {
      const refused = (await (await enrol(server, next)).json()) as { code: string };
      expect(refused.code).toBe('codeLocked');
    }
  });
});
