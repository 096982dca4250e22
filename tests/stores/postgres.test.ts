import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { claimDatabase, DatabaseInUse } from '../../sync-server/store/postgres-claim.ts';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import { StoreFailure } from '../../sync-server/store/store.ts';
import { describeStore } from '../../sync-server/test-support/store-conformance.ts';
import { plantTree, testCommunity } from '../../sync-server/test-support/test-community.ts';
import { emptiedPostgres } from '../support/emptied-postgres.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

const server = inject('postgres') ?? '';
const emptied = await emptiedPostgres(server);
afterAll(() => emptied.end());

describe('PostgreSQL', () => {
  describeStore(() => emptied.open());
});

test('a transaction in which a failure was passed over is not taken for a committed one', async () => {
  const store = await emptied.open();
  const writing = store.write(async (sql) => {
    await sql.run("insert into meta (name, value) values ('half', 'x')");
    await sql.run('insert into nowhere values (1)').catch(() => 0);
  });
  await expect(writing).rejects.toMatchObject({ code: 'internal' });
  expect(await store.read((sql) => sql.all('select name from meta'))).toEqual([]);
});

test('what the server itself gives up is not tried again', async () => {
  const store = await emptied.open();
  let tries = 0;
  for (const failure of [new StoreFailure('storeBehind', null), new Error('on the way')]) {
    const writing = store.write(() => {
      tries += 1;
      return Promise.reject(failure);
    });
    await expect(writing).rejects.toBe(failure);
  }
  expect(tries).toBe(2);
});

test('a table is asked by its index however small it was when it was asked first', async () => {
  const community = await testCommunity({ store: await emptied.open() });
  await plantTree(community.server, community.make);
  const push = async (): Promise<number> => {
    const rows = Array.from({ length: 100 }, () =>
      community.creation('people', { kind: 'resident', place: 'c1/g01/b1/h101', name: 'x' }),
    );
    const began = performance.now();
    await community.push(community.system, ...rows);
    return performance.now() - began;
  };
  const times: number[] = [];
  for (let n = 0; n < 150; n += 1) times.push(await push());
  const middle = (from: number, to: number) =>
    times.slice(from, to).toSorted((a, b) => a - b)[Math.floor((to - from) / 2)] ?? 0;
  const ratio = middle(130, 150) / middle(5, 25);
  console.log(`100 rows into 14,000 take ${ratio.toFixed(1)} times what they take into 1,500`);
  expect(ratio).toBeLessThan(3);
});

test('a store is closed soon, though something hangs in the database', async () => {
  const database = await freshDatabase(server);
  const store = await openPostgres({ url: database.url });
  const hanging = store.write((sql) => sql.all('select pg_sleep(20)'));
  const over = hanging.catch((error: unknown) => error);
  await pause(100);
  const began = performance.now();
  await store.close();
  const took = performance.now() - began;
  await database.drop();
  expect(await over).toMatchObject({ code: 'serverBusy' });
  // Less than what hangs there takes.
  expect(took).toBeLessThan(10_000);
});

describe('several processes', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(server);
  });
  afterAll(() => database.drop());

  test('that start together on an empty database make its tables once', async () => {
    const opening = Array.from({ length: 8 }, () =>
      openPostgres({ url: database.url, connections: 2 }),
    );
    const stores = await Promise.all(opening);
    const [found] = await stores[0]!.read((sql) =>
      sql.all<{ total: number }>('select count(*) as total from migrations'),
    );
    expect(found?.total).toBeGreaterThan(0);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('hear each other’s words, each once', async () => {
    const [one, other] = await Promise.all([
      openPostgres({ url: database.url }),
      openPostgres({ url: database.url }),
    ]);
    const heard: string[] = [];
    one.listen({ heard: (word) => heard.push(`one ${word}`), missed: () => undefined });
    const arrived = new Promise<void>((resolve) => {
      other.listen({
        heard: (word) => {
          heard.push(`other ${word}`);
          if (word === 'last') resolve();
        },
        missed: () => undefined,
      });
    });
    await one.write(async (sql) => {
      await sql.tell('first');
      await sql.tell('last');
    });
    await arrived;
    expect(heard.toSorted()).toEqual(['one first', 'one last', 'other first', 'other last']);
    await Promise.all([one.close(), other.close()]);
  });

  test('keep a database from being claimed for one alone, and the other way round', async () => {
    const store = await openPostgres({ url: database.url });
    await expect(claimDatabase({ url: database.url })).rejects.toThrow(DatabaseInUse);
    await store.close();
    const release = await claimDatabase({ url: database.url });
    await expect(openPostgres({ url: database.url })).rejects.toThrow(DatabaseInUse);
    await release();
    await (await openPostgres({ url: database.url })).close();
  });

  test('of an older version do not touch a newer database', async () => {
    const store = await openPostgres({ url: database.url });
    await store.write((sql) => sql.run('insert into migrations (number) values (999)'));
    await store.close();
    await expect(openPostgres({ url: database.url })).rejects.toThrow('newer Linli');
  });
});
