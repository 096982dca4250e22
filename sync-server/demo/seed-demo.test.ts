import { beforeAll, describe, expect, it } from 'vitest';
import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { Need } from '../../src/domain/needs.ts';
import type { Notice } from '../../src/domain/notices.ts';
import type { Person } from '../../src/domain/people.ts';
import { careStanding } from '../../src/domain/rules/care-plan.ts';
import { needClocks } from '../../src/domain/rules/need-clocks.ts';
import { defaultSettings } from '../../src/domain/rules/settings.ts';
import type { Visit } from '../../src/domain/visits.ts';
import { allRecords } from '../cli/community-records.ts';
import type { DemoPerson } from '../demo-people.ts';
import { openServer, type SyncServer } from '../server.ts';
import { openSqlite } from '../store/sqlite.ts';
import { standingClock } from '../test-support/test-community.ts';
import { seedDemo } from './seed-demo.ts';

const now = Date.parse('2026-11-21T16:00:00+08:00');

async function seeded(at = now): Promise<SyncServer> {
  const store = await openSqlite(':memory:');
  const server = await openServer({ ...standingClock(at).surroundings, store, demo: true });
  await seedDemo(server, at);
  return server;
}

const tally = (list: readonly (string | null | undefined)[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(list, (one) => one ?? 'none')].map(([k, v]) => [k, v.length]));

describe('the demo community', () => {
  let server: SyncServer;
  let people: Person[];
  let visits: Visit[];
  let needs: Need[];
  let notices: Notice[];
  let cast: readonly Omit<DemoPerson, 'person'>[];

  beforeAll(async () => {
    server = await seeded();
    people = await allRecords(server, 'c1', 'people');
    visits = await allRecords(server, 'c1', 'visits');
    needs = await allRecords(server, 'c1', 'needs');
    notices = await allRecords(server, 'c1', 'notices');
    const demo = await server.demoPeople();
    cast = demo.ok ? demo.value.people : [];
  }, 120_000);

  it('is the whole roster', async () => {
    expect(people).toHaveLength(3107);
    expect(await allRecords(server, 'c1', 'places')).toHaveLength(1 + 3 + 51 + 1220);
    expect(await allRecords(server, 'c1', 'posts')).toHaveLength(152);
  });

  it('has nothing in the future and nothing out of order', () => {
    for (const { startedAt, finishedAt, createdAt, receivedAt } of visits) {
      expect(Math.max(startedAt, finishedAt, createdAt, receivedAt)).toBeLessThanOrEqual(now);
      expect(startedAt).toBeLessThanOrEqual(finishedAt);
    }
    for (const { steps } of needs) {
      const times = steps.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThanOrEqual(now);
      expect(needStatusOf(steps).counted.size).toBe(steps.length);
    }
  });

  it('has needs in every state, some clocks kept and some breached, about twenty open', () => {
    const statuses = tally(needs.map(({ steps }) => needStatusOf(steps).status));
    expect(Object.keys(statuses).toSorted()).toEqual([
      'assigned',
      'declined',
      'done',
      'submitted',
      'triaged',
    ]);
    const open = needs.length - (statuses['done'] ?? 0) - (statuses['declined'] ?? 0);
    expect(needs.length).toBeGreaterThanOrEqual(145);
    expect(open).toBeGreaterThanOrEqual(18);
    expect(open).toBeLessThanOrEqual(22);
    const clocks = tally(needs.map((need) => needClocks(need, defaultSettings, now).triage.state));
    expect(clocks['met']).toBeGreaterThan(100);
    expect(clocks['metLate']).toBeGreaterThan(5);
    expect(clocks['breached']).toBeGreaterThan(0);
    expect(clocks['running']).toBeGreaterThan(0);
  });

  it('has watched people on time and late at every tier', () => {
    const visitsOf = Map.groupBy(visits, ({ person }) => person);
    const standings = people.flatMap(
      (person) => careStanding(person, visitsOf.get(person.id) ?? [], defaultSettings, now) ?? [],
    );
    expect(standings).toHaveLength(211);
    const tiers = tally(standings.map(({ tier }) => tier));
    for (const tier of ['liaison', 'head', 'centre']) expect(tiers[tier]).toBeGreaterThan(2);
    expect(tiers['none']).toBeGreaterThan(120);
  });

  it('shows the demo liaison doors of every state', () => {
    const liaison = cast.find(({ role }) => role === 'liaison');
    const here = visits.filter(({ place }) => place.startsWith(`${liaison?.place}/`));
    const month = here.filter(({ startedAt }) => startedAt > Date.parse('2026-11-01T00:00+08:00'));
    expect(Object.keys(tally(month.map(({ outcome }) => outcome)))).toEqual(
      expect.arrayContaining(['met', 'notIn', 'refused']),
    );
    const doors = new Set(month.map(({ place }) => place));
    expect(doors.size).toBeGreaterThan(10);
    expect(doors.size).toBeLessThan(24);
  });

  it('lets a visitor be seven people, with codes that open', async () => {
    expect(cast.map(({ role }) => role)).toEqual([
      'liaison',
      'volunteer',
      'head',
      'admin',
      'socialWorker',
      'core',
      'liaison',
    ]);
    for (const { code, role } of cast) {
      const enrolled = await server.enrol({ code, device: { name: 'phone' } }, code);
      expect(enrolled).toMatchObject({ ok: true });
      if (enrolled.ok) expect(enrolled.value.grants.map((grant) => grant.role)).toContain(role);
    }
  });

  it('gives the demo volunteer three to five people and a need of her own', () => {
    const volunteer = people.find(({ name }) => name === cast[1]?.name);
    const watched = people.filter(({ watchers }) => watchers?.includes(volunteer?.id ?? ''));
    expect(watched.length).toBeGreaterThanOrEqual(3);
    expect(watched.length).toBeLessThanOrEqual(5);
    const hers = needs.filter(({ steps }) => needStatusOf(steps).assignee === volunteer?.id);
    expect(hers.length).toBeGreaterThan(0);
  });

  it('has two disagreements and one edit out of place for the head to review', () => {
    expect(tally(notices.map(({ kind }) => kind))).toMatchObject({ conflict: 2, quarantine: 1 });
    const grid = cast.find(({ role }) => role === 'head')?.place ?? '';
    for (const { kind, place } of notices) {
      if (kind === 'conflict' || kind === 'quarantine') expect(place.startsWith(grid)).toBe(true);
    }
  });

  it('is left alone where there is one already', async () => {
    await seedDemo(server, now + 1000);
    expect(await allRecords(server, 'c1', 'people')).toHaveLength(3107);
  });
});

it('is the same for the same seed and time, also where the clock lies before the roster', async () => {
  const early = Date.parse('2025-06-10T09:00:00+08:00');
  const [one, other] = [await seeded(early), await seeded(early)];
  const told = async (server: SyncServer) =>
    (await allRecords(server, 'c1', 'needs')).map(({ id, what, steps }) => [id, what, steps]);
  expect(await told(one)).toEqual(await told(other));
}, 120_000);
