import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { chanceFrom } from '../../sync-server/demo/chance.ts';
import { openServer } from '../../sync-server/server.ts';
import { writeInCommunity } from '../../sync-server/store/community.ts';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import type { Store } from '../../sync-server/store/store.ts';
import {
  plantTree,
  testCommunity,
  type Device,
  type TestCommunity,
} from '../../sync-server/test-support/test-community.ts';
import { cuttingProxy, type CuttingProxy } from '../support/cutting-proxy.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let database: FreshDatabase;
let proxy: CuttingProxy;
let stores: Store[];
let community: TestCommunity;
let liaison: Device;

async function connect(url: string): Promise<Store> {
  const store = await openPostgres({ url, connections: 4 });
  stores.push(store);
  return store;
}

beforeEach(async () => {
  stores = [];
  database = await freshDatabase(inject('postgres') ?? '');
  proxy = await cuttingProxy(database.url);
  community = await testCommunity({ store: await connect(database.url) });
  await plantTree(community.server, community.make);
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await proxy.close();
  await database.drop();
});

const visit = () =>
  community.creation('visits', {
    kind: 'round',
    place: 'c1/g01/b1/h101',
    startedAt: community.clock.at,
    finishedAt: community.clock.at,
    outcome: 'met',
  });

const count = async (): Promise<{ visits: number; head: number }> => {
  const [row] = await community.store.read((sql) =>
    sql.all<{ visits: number; head: number }>(
      `select count(*) as visits, (select seq from communities where id = 'c1') as head
        from records where c = 'visits'`,
    ),
  );
  return row!;
};

describe('ST-10: a connection that is lost', () => {
  test('at the commit leaves it open what became of it; the repetition has one effect', async () => {
    const { surroundings } = community.clock;
    const server = await openServer({ ...surroundings, store: await connect(proxy.url) });
    const chance = chanceFrom(10);
    const rounds = 200;
    const before = await count();
    const outcomes = { accepted: 0, duplicate: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const rows = [visit(), visit()];
      const arrives = chance.sometimes(0.5);
      proxy.cutAt('commit\0', arrives ? 'before its answer' : 'before it arrives');
      await expect(server.push(liaison.session, rows)).rejects.toMatchObject({
        code: 'serverBusy',
      });
      const { results } = await server.push(liaison.session, rows);
      for (const { outcome } of results) {
        expect(outcome).toBe(arrives ? 'duplicate' : 'accepted');
        outcomes[outcome as 'accepted' | 'duplicate'] += 1;
      }
    }
    const after = await count();
    console.log(
      `ST-10: ${proxy.cuts} commits cut; repeated: ${outcomes.accepted} rows taken in, ` +
        `${outcomes.duplicate} known already; doubles ${after.visits - before.visits - 2 * rounds}`,
    );
    expect(proxy.cuts).toBe(rounds);
    expect(Math.min(outcomes.accepted, outcomes.duplicate)).toBeGreaterThan(0);
    expect(after).toEqual({ visits: before.visits + 2 * rounds, head: before.head + 2 * rounds });
  });

  test('anywhere before the commit is not even noticed by the device', async () => {
    const { surroundings } = community.clock;
    const server = await openServer({ ...surroundings, store: await connect(proxy.url) });
    const before = await count();
    const places = [
      'begin',
      'update communities set seq = seq',
      'savepoint one_row',
      'insert into',
    ];
    for (const place of places) {
      for (const where of ['before it arrives', 'before its answer'] as const) {
        // The first push prepares what later ones send by name alone.
        proxy.cutAt(place, where);
        const fresh = await openServer({ ...surroundings, store: await connect(proxy.url) });
        const { results } = await fresh.push(liaison.session, [visit()]);
        expect(results.map(({ outcome }) => outcome)).toEqual(['accepted']);
      }
    }
    await server.push(liaison.session, [visit()]);
    expect((await count()).visits).toBe(before.visits + 2 * places.length + 1);
  });

  test('with the whole database is told as busy, and mended when it is back', async () => {
    const { surroundings } = community.clock;
    const server = await openServer({ ...surroundings, store: await connect(proxy.url) });
    const events: string[] = [];
    await server.stream(liaison.session, {
      send: (event) => events.push(event),
      close: () => events.push('closed'),
    });
    proxy.goAway();
    const row = visit();
    await expect(server.push(liaison.session, [row])).rejects.toMatchObject({ code: 'serverBusy' });
    await expect(server.sessionOf(liaison.token)).rejects.toMatchObject({ code: 'serverBusy' });
    events.length = 0;
    proxy.comeBack();
    // It could not hear others meanwhile, so everybody is asked to look once, before anything is written.
    const waited = performance.now();
    while (!events.includes('changed') && performance.now() - waited < 10_000) await pause(20);
    expect(events).toContain('changed');
    const { results } = await server.push(liaison.session, [row]);
    expect(results[0]?.outcome).toBe('accepted');
  });
});

describe('ST-09: a process that hangs while it holds the counter', () => {
  test('is ended by the database; the others go on, and it begins again when it wakes', async () => {
    const { surroundings } = community.clock;
    const hanging = await openServer({ ...surroundings, store: await connect(database.url) });
    let tries = 0;
    const held = writeInCommunity(hanging.core, 'c1', async () => {
      tries += 1;
      if (tries === 1) await pause(9000);
      return tries;
    });
    await pause(200);
    const began = performance.now();
    const [result] = await community.push(liaison.session, visit());
    const seconds = (performance.now() - began) / 1000;
    expect(result?.outcome).toBe('accepted');
    expect(await held).toBe(2);
    console.log(`ST-09: the next writer waited ${seconds.toFixed(1)} s`);
  });
});
