import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collection } from '../../src/domain/record-types.ts';
import { openServer, type SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import { StoreFailure, type Sql, type Store } from '../store/store.ts';
import { storeUnderTest } from '../test-support/store-under-test.ts';
import { plantTree, standingClock, start, testCommunity } from '../test-support/test-community.ts';

const idOf = (kind: number, n: number): string =>
  `019aa000-0000-7000-8000-${String(kind * 1000 + n).padStart(12, '0')}`;
const household = (n: number) => idOf(1, n);
const resident = (n: number) => idOf(2, n);
const paths = ['c1/g01/b1/h101', 'c1/g01/b1/h102', 'c1/g01/b1/h103', 'c1/g01/b1/h104', 'c1/g01/b1'];
const pathAt = (n: number): string => paths[n % paths.length] ?? 'c1';

const creation = (c: Collection, id: string, r: Record<string, unknown>, stamp = start - 9e6) => ({
  c,
  id,
  op: 'create',
  r,
  stamp,
});

function edit(
  c: Collection,
  id: string,
  set: Record<string, unknown>,
  stamp: number,
  seen: number,
) {
  const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
  return { c, id, op: 'edit', set, stamps, seen };
}

const sessionOf = (n: number): Session => ({
  community: 'c1',
  person: resident(n),
  name: `p${n}`,
  device: `device-${n}`,
  deviceName: 'phone',
  system: false,
});
/** An administrator, a head and a liaison. */
const writers = [sessionOf(0), sessionOf(1), sessionOf(2)];

/** A small community whose ids are the same every time. */
async function smallCommunity(): Promise<{ server: SyncServer; store: Store }> {
  const store = await storeUnderTest.open();
  const server = await openServer({ ...standingClock().surroundings, store });
  await server.createCommunity({ id: 'c1', name: '社区' });
  const outline = [
    ['grid', 'c1/g01'],
    ['building', 'c1/g01/b1'],
  ] as const;
  const roles = ['admin', 'head', 'liaison'] as const;
  const from = start - 9e9;
  const rows = [
    ...outline.map(([kind, place], n) =>
      creation('places', idOf(3, n), { kind, place, name: kind }),
    ),
    ...[0, 1, 2].map((n) =>
      creation('places', household(n), { kind: 'household', place: pathAt(n), name: 'h' }),
    ),
    ...[0, 1, 2, 3, 4].map((n) =>
      creation('people', resident(n), { kind: 'resident', place: pathAt(n % 3), name: `p${n}` }),
    ),
    ...roles.map((role, n) =>
      creation('posts', idOf(4, n), {
        kind: 'duty',
        place: ['c1', 'c1/g01', 'c1/g01/b1'][n],
        person: resident(n),
        role,
        name: 'n',
        from,
      }),
    ),
  ];
  const { results } = await server.push(server.systemSession('c1'), rows);
  expect(results.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'accepted'));
  return { server, store };
}

const few = fc.nat({ max: 4 });
const stamp = fc.nat({ max: 30 }).map((n) => start - 1000 + n);
const seen = fc.constantFrom(0, 15, 1000);

const row = fc.oneof(
  fc.tuple(few, few, few, stamp).map(([n, who, at, when]) =>
    creation(
      'visits',
      idOf(5, n),
      {
        kind: 'round',
        place: pathAt(at),
        person: resident(who),
        startedAt: when,
        finishedAt: when,
      },
      when,
    ),
  ),
  fc
    .tuple(few, few, stamp)
    .map(([n, at, when]) =>
      creation('people', resident(n + 3), { kind: 'resident', place: pathAt(at), name: 'q' }, when),
    ),
  fc
    .tuple(few, few, stamp, seen)
    .map(([who, to, when, sight]) =>
      edit('people', resident(who), { place: pathAt(to) }, when, sight),
    ),
  fc
    .tuple(few, few, stamp, seen)
    .map(([n, to, when, sight]) =>
      edit('places', household(n % 4), { place: pathAt(to) }, when, sight),
    ),
  fc
    .tuple(few, few, stamp, seen)
    .map(([n, at, when, sight]) =>
      edit('places', household(n % 3), { name: `h${at}` }, when, sight),
    ),
  fc
    .tuple(few, fc.subarray([0, 1, 2, 3, 4]), stamp, seen)
    .map(([who, watching, when, sight]) =>
      edit('people', resident(who), { watchers: watching.map(resident) }, when, sight),
    ),
  fc
    .tuple(few, fc.constantFrom('甲', '乙'), stamp, seen)
    .map(([who, remark, when, sight]) => edit('people', resident(who), { remark }, when, sight)),
  fc
    .tuple(few, stamp)
    .map(([n, at]) => ({ c: 'people', id: resident(n), op: 'delete', stamp: at })),
  fc
    .tuple(few, stamp)
    .map(([n, at]) => ({ c: 'places', id: household(n % 4), op: 'delete', stamp: at })),
  fc
    .tuple(few, few, stamp)
    .map(([n, at, when]) =>
      creation(
        'places',
        household(n % 4),
        { kind: 'household', place: pathAt(at), name: 'n' },
        when,
      ),
    ),
  fc
    .tuple(few, stamp)
    .map(([n, when]) => edit('posts', idOf(4, n % 3), { until: start }, when, 99)),
);

/** Everything the store has, the ids of what has a random one left out. */
async function everything(store: Store): Promise<unknown> {
  return store.read(async (sql) => {
    const random = (type: string) => type === 'notices/conflict' || type === 'places/community';
    const records = await sql.all<{ id: string; type: string; body: string }>(
      `select c, id, type, place, version, born, gone, rank, sort, ages_at, body, marks
        from records order by version`,
    );
    const all = (text: string) => sql.all(text);
    return {
      records: records.map((each) =>
        random(each.type) ? { ...each, id: '', body: each.body.replaceAll(each.id, '') } : each,
      ),
      involvement: await all('select person, c, id from involvement order by person, c, id'),
      departures: await all('select * from departures order by version'),
      departed: await all('select person, version from departed order by person, version'),
      seq: await all('select seq from communities'),
    };
  });
}

describe('a batch', () => {
  test('leaves behind what its rows leave behind when each is handed in alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 2 }),
        fc.array(row, { minLength: 2, maxLength: 25 }),
        async (who, rows) => {
          const writer = writers[who] ?? sessionOf(0);
          const together = await smallCommunity();
          const { results } = await together.server.push(writer, rows);
          const alone = await smallCommunity();
          const each = [];
          for (const one of rows) each.push(...(await alone.server.push(writer, [one])).results);
          expect(results).toEqual(each);
          expect(await everything(together.store)).toEqual(await everything(alone.store));
          await together.server.close();
          await alone.server.close();
        },
      ),
      { numRuns: storeUnderTest.runs(200) },
    );
  });
});

/** A store that will not have a certain word, as if it were against one of its rules. */
function squeamish(store: Store, word: string): Store {
  const wary = (sql: Sql): Sql => ({
    ...sql,
    run: (text, values = []) =>
      values.some((value) => typeof value === 'string' && value.includes(word))
        ? Promise.reject(new StoreFailure('internal', null, true))
        : sql.run(text, values),
  });
  return { ...store, write: (work, turn) => store.write((sql) => work(wary(sql)), turn) };
}

describe('a row that the store itself will not have', () => {
  test('is told and undone alone, and what it moved stays where it was', async () => {
    const store = squeamish(await storeUnderTest.open(), '毒');
    const community = await testCommunity({ store });
    await plantTree(community.server, community.make);
    const { device } = await community.employed('head', 'c1/g01');
    const door = 'c1/g01/b1/h101';
    const mover = await community.person(door, '李');
    const person = (name: string) =>
      community.creation('people', { kind: 'resident', place: door, name });
    const set = { place: 'c1/g01/b1/h102', remark: '毒' };
    const results = await community.push(
      device.session,
      person('甲'),
      edit('people', mover, set, start, 1e9),
      person('毒'),
      person('乙'),
    );
    expect(results.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
      'accepted',
      'internal',
      'internal',
      'accepted',
    ]);
    const names = await store.read((sql) =>
      sql.all<{ body: string }>(`select body from records where place = ? and c = 'people'`, [
        door,
      ]),
    );
    const kept = names.map(({ body }) => (JSON.parse(body) as { name: string }).name);
    expect(kept.toSorted()).toEqual(['乙', '李', '甲'].toSorted());
    expect(community.clock.reports).toHaveLength(2);
  });
});
