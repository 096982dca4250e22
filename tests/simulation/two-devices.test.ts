import '../support/indexeddb.ts';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../sync-server/server.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { openStore } from '../../src/store/device-store.ts';
import {
  testCommunity,
  plantTree,
  start,
  type Device,
} from '../../sync-server/test-support/test-community.ts';
import { memoryStore } from '../support/memory-store.ts';
import { rawStorage } from '../support/raw-storage.ts';
import { syncing, wireTo } from './device-with-server.ts';

const door = 'c1/g01/b1/h101';
const other = 'c1/g01/b2/h102';
const within = { timeout: 4_000, interval: 20 };
const closing: (() => Promise<void>)[] = [];
let phones = 0;

async function community(file = ':memory:') {
  const made = await testCommunity({ store: await openSqlite(file) });
  let server = made.server;
  const serverNow = () => server;
  const began = Date.now();
  Object.defineProperty(made.clock, 'at', { get: () => start + (Date.now() - began) });
  await plantTree(made.server, made.make);
  const now = () => made.clock.at;

  /** A phone as it is in the field: the real store on IndexedDB and the real engine. */
  async function phone(device: Device, clockAhead = 0) {
    const { session } = device;
    phones += 1;
    const options = {
      name: `phone${phones}`,
      person: session.person,
      device: session.device,
      now: () => now() + clockAhead,
      newId: () => randomUUID(),
    };
    const { store, sync } = await openStore(options);
    const wire = wireTo(serverNow, session);
    const engine = syncing(sync, wire, serverNow, session, options.now);
    closing.push(async () => {
      await engine.stop();
      await store.forget();
    });
    const quiet = async () => {
      engine.syncNow();
      await expect.poll(async () => (await firstValueFrom(store.unsent())).length, within).toBe(0);
    };
    return { store, wire, engine, quiet };
  }

  /** A tablet whose store is the one in memory. */
  function tablet(device: Device) {
    const { session } = device;
    const store = memoryStore({ person: session.person, now, newId: () => randomUUID() });
    const wire = wireTo(serverNow, session);
    const engine = syncing(store, wire, serverNow, session, now);
    closing.push(() => engine.stop());
    return { store, engine, wire };
  }
  /** The server stops, and starts again over a database file. */
  async function restart(over: string, restored: boolean) {
    await server.close();
    server = await openServer({
      ...made.clock.surroundings,
      store: await openSqlite(over),
      restored,
    });
  }
  /** Another phone of somebody who has one, enrolled at the server as it is now. */
  async function deviceAgain(holder: string): Promise<Device> {
    const code = await server.code(made.system, holder);
    const enrolled = await server.enrol(
      { code: code.ok ? code.value.code : '', device: { name: 'second' } },
      'here',
    );
    const token = enrolled.ok ? enrolled.value.token : '';
    const session = await server.sessionOf(token);
    if (!session.ok) throw new Error(session.code);
    return {
      session: session.value,
      token,
      checkpoint: null,
      holds: new Map(),
      heardOf: new Set(),
    };
  }

  return { ...made, phone, tablet, deviceAgain, restart, stop: () => server.close() };
}

let c: Awaited<ReturnType<typeof community>>;
beforeEach(async () => {
  c = await community();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await c.stop();
});

const visit = (note: string) => ({
  kind: 'round' as const,
  place: door,
  startedAt: start,
  finishedAt: start,
  outcome: 'met' as const,
  note,
});

describe('two phones and the centre’s server', () => {
  it('what is logged without a network is on the head’s tablet within two seconds of coming back', async () => {
    const liaison = await c.employed('liaison', 'c1/g01/b1');
    const head = await c.employed('head', 'c1/g01');
    const mine = await c.phone(liaison.device);
    const desk = c.tablet(head.device);
    await expect
      .poll(async () => (await mine.store.find('places')).length, within)
      .toBeGreaterThan(3);
    await expect.poll(() => desk.store.all('people').length, within).toBe(2);
    mine.wire.cut = 'all';
    for (let n = 0; n < 10; n += 1) await mine.store.create('visits', visit(`第${n}户`));
    const need = await mine.store.create('needs', {
      kind: 'need',
      place: door,
      category: 'repair',
      urgency: 'normal',
      what: '楼道灯坏了',
      consent: true,
      source: 'door',
      steps: [{ step: 'submitted' }],
    });
    await mine.store.edit('needs', need.id, { urgency: 'urgent' });
    mine.wire.cut = 'none';
    const back = Date.now();
    mine.engine.syncNow();
    await expect.poll(() => desk.store.all('visits').length, within).toBe(10);
    expect(Date.now() - back).toBeLessThan(2_000);
    await expect.poll(() => desk.store.get('needs', need.id)?.['urgency'], within).toBe('urgent');
    await mine.quiet();
    const sent = await mine.store.get('needs', need.id);
    expect(sent?.steps[0]).toMatchObject({ by: liaison.holder });
    expect(sent?.steps[0]?.receivedAt).toBeGreaterThan(0);
    expect(await firstValueFrom(mine.store.returned())).toEqual([]);
  });

  it('edits of different fields both stay; of one field the later stands and the other is shown to the head', async () => {
    const one = await c.employed('liaison', 'c1/g01/b1');
    const two = await c.employed('head', 'c1/g01');
    const resident = await c.person(door, '陈秀英', { phone: '1' });
    const a = await c.phone(one.device, -3_600_000);
    const b = await c.phone(two.device);
    for (const { store } of [a, b]) {
      await expect.poll(() => store.get('people', resident), within).not.toBeNull();
    }
    a.wire.cut = 'all';
    b.wire.cut = 'all';
    await a.store.edit('people', resident, { remark: '听力差', phone: '13900000001' });
    // A phone knows the server's time only as well as the network let it: a second later is later for certain.
    await new Promise((passed) => {
      setTimeout(passed, 1_000);
    });
    await b.store.edit('people', resident, { relation: '户主', phone: '13900000002' });
    a.wire.cut = 'none';
    await a.quiet();
    b.wire.cut = 'none';
    await b.quiet();
    await expect
      .poll(
        async () => (await b.store.find('notices', { where: { kind: 'conflict' } })).length,
        within,
      )
      .toBe(1);
    a.engine.syncNow();
    const expected = { remark: '听力差', relation: '户主', phone: '13900000002' };
    for (const { store } of [a, b]) {
      await expect.poll(() => store.get('people', resident), within).toMatchObject(expected);
    }
    const [conflict] = await b.store.find('notices', { where: { kind: 'conflict' } });
    expect([conflict?.stands?.value, conflict?.other?.value]).toEqual([
      '13900000002',
      '13900000001',
    ]);
  });

  it('an answer that was lost, and an edit made meanwhile, end in one record with the edit', async () => {
    const liaison = await c.employed('liaison', 'c1/g01/b1');
    const mine = await c.phone(liaison.device);
    await expect
      .poll(async () => (await mine.store.find('places')).length, within)
      .toBeGreaterThan(3);
    mine.wire.cut = 'answers';
    const made = await mine.store.create('people', { kind: 'resident', place: door, name: '张三' });
    await expect.poll(() => mine.wire.pushed, within).toBeGreaterThan(0);
    await mine.store.edit('people', made.id, { name: '张三丰' });
    mine.wire.cut = 'none';
    await mine.quiet();
    expect(await mine.store.get('people', made.id)).toMatchObject({
      name: '张三丰',
      createdBy: liaison.holder,
    });
    expect(await firstValueFrom(mine.store.returned())).toEqual([]);
  });

  it('a household that moved away leaves nothing on the old liaison’s phone, and her edit is kept for review', async () => {
    const liaison = await c.employed('liaison', 'c1/g01/b1');
    const head = await c.employed('head', 'c1/g01');
    const resident = await c.person(door, '陈秀英', { phone: '13800001234' });
    const mine = await c.phone(liaison.device);
    const desk = c.tablet(head.device);
    await expect.poll(() => mine.store.get('people', resident), within).not.toBeNull();
    await expect.poll(() => desk.store.get('people', resident), within).toBeDefined();
    mine.wire.cut = 'all';
    await mine.store.edit('people', resident, { remark: '膝盖不好，走得慢' });
    desk.store.edit('people', resident, { place: other });
    await expect.poll(() => desk.store.get('people', resident)?.unsentSince, within).toBe(0);
    mine.wire.cut = 'none';
    await mine.quiet();
    await expect.poll(() => mine.store.get('people', resident), within).toBeNull();
    const raw = await rawStorage();
    for (const word of ['13800001234', '膝盖不好', resident]) expect(raw).not.toContain(word);
    expect(await firstValueFrom(mine.store.returned())).toMatchObject([
      { outcome: 'quarantined', row: { op: 'edit', set: {} } },
    ]);
    await expect
      .poll(
        () => desk.store.all('notices').filter(({ kind }) => kind === 'quarantine').length,
        within,
      )
      .toBe(1);
  });

  it('a row that the server refuses comes back with its reason; the others are taken in', async () => {
    const liaison = await c.employed('liaison', 'c1/g01/b1');
    const mine = await c.phone(liaison.device);
    await expect
      .poll(async () => (await mine.store.find('places')).length, within)
      .toBeGreaterThan(3);
    mine.wire.cut = 'all';
    const good = await mine.store.create('visits', visit('好'));
    const bad = await mine.store.create('visits', {
      ...visit('别人的楼'),
      place: 'c1/g02/b1/h101',
    });
    const also = await mine.store.create('visits', visit('也好'));
    mine.wire.cut = 'none';
    await mine.quiet();
    expect((await mine.store.find('visits')).map(({ id }) => id).toSorted()).toEqual(
      [good.id, also.id].toSorted(),
    );
    expect(await firstValueFrom(mine.store.returned())).toMatchObject([
      {
        recordId: bad.id,
        outcome: 'refused',
        problem: { code: 'notAllowed' },
        row: { op: 'create', r: { note: '别人的楼' } },
      },
    ]);
  });
});

describe('a backup that was put back', () => {
  it('gets from the phones what it had not got, and nothing is there twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linli-'));
    const file = join(folder, 'linli.sqlite');
    const backup = join(folder, 'backup.sqlite');
    await c.stop();
    c = await community(file);
    closing.push(() => rm(folder, { recursive: true }));
    const liaison = await c.employed('liaison', 'c1/g01/b1');
    const resident = await c.person(door, '陈秀英', { phone: '1' });
    const mine = await c.phone(liaison.device);
    await expect.poll(() => mine.store.get('people', resident), within).not.toBeNull();
    const kept = await mine.store.create('visits', visit('备份之前'));
    await mine.quiet();

    await c.restart(file, false);
    await copyFile(file, backup);
    const lost = await mine.store.create('visits', visit('备份之后'));
    await mine.store.edit('people', resident, { remark: '听力差' });
    await mine.quiet();
    const before = await mine.store.get('visits', lost.id);
    expect(before?.version).toBeGreaterThan(0);

    await c.restart(backup, true);
    mine.engine.syncNow();
    await expect
      .poll(async () => (await mine.store.get('visits', lost.id))?.receivedAt, within)
      .not.toBe(before?.receivedAt);
    await mine.quiet();
    const second = await c.phone(await c.deviceAgain(liaison.holder));
    await expect.poll(async () => (await second.store.find('visits')).length, within).toBe(2);
    expect((await second.store.find('visits')).map(({ id }) => id).toSorted()).toEqual(
      [kept.id, lost.id].toSorted(),
    );
    expect(await second.store.get('people', resident)).toMatchObject({
      remark: '听力差',
      phone: '1',
    });
    expect(await firstValueFrom(mine.store.returned())).toEqual([]);
  });
});
