import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sql } from '../store/store.ts';
import { meantFor, type Kept, type Seat } from '../../tests/support/independent-policy.ts';
import { storeUnderTest } from '../test-support/store-under-test.ts';
import { plantTree, pullAll, take, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

function keptBy(community: TestCommunity): Promise<Kept[]> {
  return community.store.read(async (sql) => {
    const found = await sql.all<{ c: string; body: string }>(
      'select c, body from records where gone = 0',
    );
    return found.map(({ c, body }): Kept => ({ c, r: JSON.parse(body) as Kept['r'] }));
  });
}

const seats: readonly Seat[] = [
  { role: 'admin', place: 'c1' },
  { role: 'head', place: 'c1/g01' },
  { role: 'core', place: 'c1/g02' },
  { role: 'liaison', place: 'c1/g01/b1' },
  { role: 'volunteer', place: 'c1/g02' },
  { role: 'committee', place: 'c1' },
];

const index = fc.nat({ max: 50 });
const action = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resident' as const), at: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('visit' as const), at: index, who: index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('need' as const),
      at: index,
      who: index,
      crisis: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('movePerson' as const), at: index, who: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('moveHousehold' as const), at: index, to: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('watch' as const),
      who: index,
      watcher: index,
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), which: index }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('deletePerson' as const), who: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('assign' as const), which: index, who: index }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('agree' as const), which: index, yes: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('appoint' as const),
      who: index,
      seat: index,
      days: fc.nat({ max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dismiss' as const), which: index }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.nat({ max: 5 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('page' as const),
      who: index,
      limit: fc.integer({ min: 1, max: 30 }),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const day = 86_400_000;
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

async function isLiving(sql: Sql, person: string): Promise<boolean> {
  const rows = await sql.all('select 1 as found from records where id = ? and gone = 0', [person]);
  return rows.length > 0;
}

let compared = 0;

async function play(actions: readonly Action[]): Promise<void> {
  const community = await testCommunity();
  const { server, make, push, system, id, clock } = community;
  await plantTree(server, make);
  const posts: string[] = [];
  const staffed: { person: string; device: Device; everSeen: Set<string> }[] = [];
  for (const seat of seats) {
    const { holder, postId, device } = await community.employed(seat.role, seat.place);
    posts.push(postId);
    staffed.push({ person: holder, device, everSeen: new Set() });
  }
  const people: string[] = [];
  const deletable: { c: string; id: string }[] = [];
  let stamp = clock.at;
  const edit = async (c: string, of: string, set: Record<string, unknown>) => {
    stamp += 1;
    const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
    await push(system, { c, id: of, op: 'edit', set, stamps, seen: 1e9 });
  };

  const does: { [K in Action['do']]: (a: Extract<Action, { do: K }>) => Promise<void> } = {
    resident: async ({ at }) => {
      const [place] = await livingHouseholds(at);
      if (!place) return;
      people.push(await community.person(place, 'x', { phone: '1', remark: 'r', grade: 'high' }));
    },
    visit: async ({ at, who }) => {
      const [place] = await livingHouseholds(at);
      if (!place) return;
      const of = id();
      const about = people.length > 0 ? { person: pick(people, who) } : {};
      await push(system, {
        c: 'visits',
        id: of,
        op: 'create',
        stamp: clock.at,
        r: {
          kind: 'watch',
          place,
          startedAt: clock.at,
          finishedAt: clock.at,
          note: 'n',
          ...about,
          createdBy: pick(staffed, who).person,
        },
      });
    },
    need: async ({ at, who, crisis }) => {
      const [place] = await livingHouseholds(at);
      if (!place) return;
      const of = id();
      const step = { id: id(), step: 'submitted', at: clock.at, by: 'system' };
      await push(system, {
        c: 'needs',
        id: of,
        op: 'create',
        stamp: clock.at,
        r: {
          kind: crisis ? 'crisis' : 'need',
          place,
          category: 'other',
          urgency: 'normal',
          what: 'w',
          consent: who % 2 === 0,
          source: 'door',
          contactPhone: '1',
          steps: [step],
          createdBy: pick(staffed, who).person,
          ...(people.length > 0 && at % 2 === 0 ? { person: pick(people, at) } : {}),
        },
      });
      deletable.push({ c: 'needs', id: of });
    },
    movePerson: async ({ at, who }) => {
      const [place] = await livingHouseholds(at);
      if (place && people.length > 0) await edit('people', pick(people, who), { place });
    },
    moveHousehold: async ({ at, to }) => {
      const found = await community.store.read((sql) =>
        sql.all<{ id: string }>(
          `select id from records where type = 'places/household' and gone = 0 order by id`,
        ),
      );
      const building = pick(['c1/g01/b1', 'c1/g01/b2', 'c1/g02/b1', 'c1/g02/b2'], to);
      await edit('places', pick(found, at).id, { place: `${building}/h${100 + to}` });
    },
    watch: async ({ who, watcher, on }) => {
      if (people.length === 0) return;
      await edit('people', pick(people, who), {
        watchers: on ? [pick(staffed, watcher).person] : null,
      });
    },
    delete: async ({ which }) => {
      if (deletable.length === 0) return;
      await push(system, { ...pick(deletable, which), op: 'delete', stamp: clock.at });
    },
    deletePerson: async ({ who }) => {
      if (people.length === 0) return;
      await push(system, { c: 'people', id: pick(people, who), op: 'delete', stamp: clock.at });
    },
    assign: async ({ which, who }) => {
      if (deletable.length === 0) return;
      const assignee = pick(staffed, who).person;
      const step = { id: id(), step: 'assigned', at: clock.at, by: 'system', assignee };
      await edit('needs', pick(deletable, which).id, { steps: [step] });
    },
    agree: async ({ which, yes }) => {
      if (deletable.length === 0) return;
      await edit('needs', pick(deletable, which).id, { consent: yes });
    },
    appoint: async ({ who, seat, days }) => {
      const { role, place } = pick(seats, seat);
      const until = days > 0 ? { until: clock.at + days * day } : {};
      posts.push(await community.post(pick(staffed, who).person, role, place, until));
    },
    dismiss: async ({ which }) => {
      await edit('posts', pick(posts, which), { until: clock.at });
    },
    wait: async ({ days }) => {
      clock.at += days * day;
    },
    page: async ({ who, limit }) => {
      const { device } = pick(staffed, who);
      const { checkpoint } = device;
      const answer = await server.pull(device.session, { protocol: 1, checkpoint, limit });
      if (!answer.ok) throw new Error(answer.code);
      take(device, answer.value.changes);
      device.checkpoint = answer.value.checkpoint;
    },
  };

  async function livingHouseholds(at: number): Promise<string[]> {
    const found = await community.store.read((sql) =>
      sql.all<{ place: string }>(
        `select place from records where type = 'places/household' and gone = 0 order by id`,
      ),
    );
    return found.length > 0 ? [pick(found, at).place] : [];
  }

  async function noteSeen(): Promise<void> {
    const kept = await keptBy(community);
    for (const one of staffed) {
      for (const key of meantFor(one.person, kept, clock.at).keys()) {
        one.everSeen.add(key.slice(key.indexOf('/') + 1));
      }
      // The name of what somebody wrote himself is nothing that he could learn.
      for (const { r } of kept)
        if (r['createdBy'] === one.person) one.everSeen.add(String(r['id']));
    }
  }

  await noteSeen();
  for (const one of actions) {
    await (does[one.do] as (a: Action) => Promise<void>)(one);
    if (one.do !== 'page') await noteSeen();
  }
  for (const { person, device, everSeen } of staffed) {
    await pullAll(server, device, 7);
    // Whoever pulled wrote that his device was heard of: once more, to see what that changed.
    await pullAll(server, device, 7);
    const expected = meantFor(person, await keptBy(community), clock.at);
    expect(Object.fromEntries(device.holds)).toEqual(Object.fromEntries(expected));
    for (const key of expected.keys()) everSeen.add(key.slice(key.indexOf('/') + 1));
    for (const of of device.heardOf) expect(everSeen.has(of)).toBe(true);
    compared += 1;
  }
  for (const { person } of staffed) {
    // A device that begins only now gets by its first sync what the others got change by change.
    if (!(await community.store.read((sql) => isLiving(sql, person)))) continue;
    const fresh = await community.device(person);
    await pullAll(server, fresh, 7);
    await pullAll(server, fresh, 7);
    const expected = meantFor(person, await keptBy(community), clock.at);
    expect(Object.fromEntries(fresh.holds)).toEqual(Object.fromEntries(expected));
    compared += 1;
  }
  expect(clock.reports).toEqual([]);
  await server.close();
}

describe('pull(user) equals a filter written by another hand', () => {
  const runs = Number(process.env['HISTORIES'] ?? storeUnderTest.runs(100));

  test('whatever happened meanwhile, and wherever the pages were cut', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 60, size: 'max' }), play),
      {
        numRuns: runs,
      },
    );
    console.log(`pull equals the policy: ${runs} histories, ${compared} devices, differences 0`);
  }, 300_000);
});
