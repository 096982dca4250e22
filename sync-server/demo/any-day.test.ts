import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { Need } from '../../src/domain/needs.ts';
import type { Notice } from '../../src/domain/notices.ts';
import type { Person } from '../../src/domain/people.ts';
import type { Post } from '../../src/domain/posts.ts';
import { openAlarms } from '../../src/domain/rules/alarms.ts';
import { careStanding } from '../../src/domain/rules/care-plan.ts';
import { openReviews } from '../../src/domain/rules/review.ts';
import { defaultSettings } from '../../src/domain/rules/settings.ts';
import { startOfDay, startOfMonth } from '../../src/domain/rules/shanghai-day.ts';
import type { Visit } from '../../src/domain/visits.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { Seen } from '../../tests/support/api-session.ts';
import { addressesIn, addressOf, roleAt, screensOf } from '../../tests/support/screens-to-see.ts';
import { openServer, type SyncServer } from '../server.ts';
import { openSqlite } from '../store/sqlite.ts';
import { standingClock } from '../test-support/test-community.ts';
import { seedDemo } from './seed-demo.ts';

// Every day of the week, nights, feasts, the ends of a month and a year, before the roster's day and years after it.
const moments = [
  ['a Sunday afternoon', '2026-11-22T15:00'],
  ['a Monday night', '2026-11-23T03:10'],
  ['a Monday before dawn', '2027-08-02T05:00'],
  ['a Tuesday evening of Spring Festival, before the roster', '2026-02-17T21:00'],
  ['the first evening of a month, a Tuesday', '2026-12-01T20:00'],
  ['the second morning of a month, a Wednesday', '2026-12-02T07:00'],
  ['a Thursday, the last of a year', '2026-12-31T16:00'],
  ['the first minutes of a year, a Friday', '2027-01-01T00:05'],
  ['a Saturday, the first day of Spring Festival', '2027-02-06T09:00'],
  ['the last minute of February, a Sunday', '2027-02-28T23:59'],
  ['a Friday of the National Day week, years later', '2029-10-05T11:00'],
] as const;

/** Somebody of the demo, and all that a device of his may hold. */
interface Holding {
  readonly person: string;
  readonly name: string;
  readonly place: string;
  readonly seen: Seen;
}

async function holdingOf(server: SyncServer, code: string, role: string): Promise<Holding> {
  const enrolled = await server.enrol({ code, device: { name: 'phone' } }, code);
  if (!enrolled.ok) throw new Error(`${code} does not open: ${enrolled.code}`);
  const { person, grants, token } = enrolled.value;
  const grant = grants.find((each) => each.role === role);
  const session = await server.sessionOf(token);
  if (!session.ok || !grant) throw new Error(`${code} is no ${role}`);
  const seen = new Map<string, Map<string, never>>();
  let checkpoint: string | null = null;
  for (;;) {
    const request = { protocol: protocolVersion, checkpoint, limit: 5000 };
    const page = await server.pull(session.value, request);
    if (!page.ok) throw new Error(page.code);
    for (const change of page.value.changes) {
      if (!('r' in change)) continue;
      const records = seen.get(change.c) ?? new Map<string, never>();
      seen.set(change.c, records.set(change.r.id, change.r as never));
    }
    checkpoint = page.value.checkpoint;
    if (!page.value.more) return { person: person.id, name: person.name, place: grant.place, seen };
  }
}

const inside =
  (place: string) =>
  (record: { readonly place: string }): boolean =>
    record.place.startsWith(`${place}/`);

describe.each(moments)('the demo seeded on %s (%s)', (_when, day) => {
  const now = Date.parse(`${day}:00+08:00`);
  let server: SyncServer;
  let cast: Holding[];
  const at = (index: number): Holding => {
    const holding = cast[index];
    if (!holding) throw new Error(`the demo has nobody number ${index}`);
    return holding;
  };
  const liaison = () => at(0);
  const volunteer = () => at(1);
  const head = () => at(2);
  const centre = () => at(3);
  const all = <T>({ seen }: Holding, c: string) =>
    [...(seen.get(c)?.values() ?? [])] as unknown as T[];
  const openNeeds = (holding: Holding) =>
    all<Need>(holding, 'needs')
      .map((need) => ({ ...need, ...needStatusOf(need.steps) }))
      .filter(({ closedAt }) => closedAt === null);
  const devices = (holding: Holding) =>
    all<Notice>(holding, 'notices').filter(({ kind }) => kind === 'device');

  beforeAll(async () => {
    const store = await openSqlite(':memory:');
    server = await openServer({ ...standingClock(now).surroundings, store, demo: true });
    await seedDemo(server, now);
    const demo = await server.demoPeople();
    cast = [];
    for (const { code, role } of demo.ok ? demo.value.people : []) {
      cast.push(await holdingOf(server, code, role));
    }
  }, 120_000);
  afterAll(() => server.close());

  it('can be entered as seven people, told apart by their names', () => {
    expect(new Set(cast.map(({ name }) => name)).size).toBe(7);
  });

  it('has a record for every screen of every desk', () => {
    for (const desk of ['liaison', 'head', 'centre', 'volunteer'] as const) {
      const index = ['liaison', 'volunteer', 'head', 'admin'].indexOf(roleAt[desk]);
      const addresses = addressesIn(at(index).seen);
      for (const route of screensOf[desk]) expect(addressOf(addresses, route)).toMatch(/^\//);
    }
  });

  it('gives the liaison doors to knock at, and from the second day of a month doors of every state', () => {
    const here = inside(liaison().place);
    const doors = all<{ kind: string; place: string }>(liaison(), 'places').filter(
      (place) => place.kind === 'household' && here(place),
    );
    const visits = all<Visit>(liaison(), 'visits').filter(here);
    const month = visits.filter(({ startedAt }) => startedAt >= startOfMonth(now));
    const opened = new Set(
      month.filter(({ outcome }) => outcome !== 'notIn').map(({ place }) => place),
    );
    // A round knocks at eleven, and one more is left.
    expect(doors.length - opened.size).toBeGreaterThanOrEqual(12);
    expect(visits.some(({ createdBy }) => createdBy === liaison().person)).toBe(true);
    if (startOfDay(now) === startOfMonth(now)) return;
    expect(month.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['met', 'notIn', 'refused']),
    );
  });

  it('has people of every kind in her building, and one who can move away', () => {
    const people = all<Person>(head(), 'people');
    const here = people.filter(inside(liaison().place));
    const posts = new Set(all<Post>(centre(), 'posts').map(({ person }) => person));
    expect(here.filter(({ grade }) => grade !== undefined).length).toBeGreaterThanOrEqual(3);
    const ordinary = here.filter(
      ({ id, grade, phone }) => !posts.has(id) && grade === undefined && phone !== undefined,
    );
    expect(ordinary.length).toBeGreaterThanOrEqual(10);
    const alone = here.filter(
      ({ name, phone, place }) =>
        phone !== undefined &&
        people.filter((other) => other.name === name).length === 1 &&
        !people.some((other) => other.place === place && posts.has(other.id)),
    );
    expect(alone.length).toBeGreaterThanOrEqual(3);
  });

  it('has needs to work on for liaison, volunteer and head', () => {
    const mine = (holding: Holding) =>
      openNeeds(holding).filter(({ assignee }) => assignee === holding.person);
    expect(mine(liaison()).length).toBeGreaterThan(0);
    expect(mine(volunteer()).length).toBeGreaterThan(0);
    const statuses = new Set(openNeeds(head()).map(({ status }) => status));
    expect(statuses).toEqual(new Set(['submitted', 'triaged', 'assigned']));
  });

  it('has four people for the volunteer, and somebody late for the liaison and for the head', () => {
    const people = all<Person>(centre(), 'people');
    const hers = people.filter(({ watchers }) => watchers?.includes(volunteer().person));
    expect(hers).toHaveLength(4);
    const visitsOf = Map.groupBy(all<Visit>(centre(), 'visits'), ({ person }) => person);
    const tiers = people
      .filter(inside(liaison().place))
      .map((each) => careStanding(each, visitsOf.get(each.id) ?? [], defaultSettings, now)?.tier);
    expect(tiers).toEqual(expect.arrayContaining(['liaison', 'head', 'none']));
  });

  it('has no open alarm, and one that ended', () => {
    for (const holding of [liaison(), head(), centre()]) {
      const visits = all<Visit>(holding, 'visits');
      expect(visits.filter(({ kind }) => kind === 'alarm')).toHaveLength(1);
      expect(openAlarms(visits)).toEqual([]);
    }
  });

  it('has two disagreements and one visit out of place for the head', () => {
    const kinds = openReviews(all<Notice>(head(), 'notices')).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['conflict', 'conflict', 'quarantine']);
  });

  it('has a silent phone with unsent work for the head, none for whoever one is, and liaisons to hand over', () => {
    const others = devices(head()).filter(({ waiting }) => (waiting ?? 0) > 0);
    expect(others.length).toBeGreaterThan(0);
    for (const holding of cast) {
      const own = devices(holding).filter(({ person }) => person === holding.person);
      expect(own.filter(({ waiting }) => (waiting ?? 0) > 0)).toEqual([]);
    }
    const withDevice = new Set(devices(head()).map(({ person }) => person));
    const liaisons = all<Post>(head(), 'posts').filter(
      ({ role, until, person }) =>
        role === 'liaison' && until === undefined && withDevice.has(person),
    );
    expect(liaisons.length).toBeGreaterThanOrEqual(5);
  });

  it('has nothing in the future', () => {
    const times = [
      ...all<Visit>(centre(), 'visits').flatMap(({ startedAt, finishedAt, receivedAt, acks }) => [
        startedAt,
        finishedAt,
        receivedAt,
        ...(acks ?? []).map((ack) => ack.at),
      ]),
      ...all<Need>(centre(), 'needs').flatMap(({ steps }) => steps.map((step) => step.at)),
      ...all<Notice>(centre(), 'notices').flatMap(({ createdAt, heardAt }) => [
        createdAt,
        heardAt ?? 0,
      ]),
    ];
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
  });
});
