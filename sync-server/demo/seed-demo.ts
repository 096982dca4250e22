import { readFile } from 'node:fs/promises';
import { guessReadings } from '../../src/domain/roster/columns.ts';
import type { Creation, ImportPlan } from '../../src/domain/roster/import-plan.ts';
import { importRecords } from '../../src/domain/roster/import-record.ts';
import { planImport } from '../../src/domain/roster/plan-import.ts';
import { startOfMonth } from '../../src/domain/rules/shanghai-day.ts';
import { existingIn } from '../cli/community-records.ts';
import { openRosterFile } from '../cli/open-roster-file.ts';
import { openServer, type SyncServer } from '../server.ts';
import { alarmHistory } from './alarm-history.ts';
import { carePlansFor, type CarePlans } from './care-plans.ts';
import { castOf, type Cast } from './cast.ts';
import { chanceFrom, idsFrom } from './chance.ts';
import { demoPeopleOf } from './demo-people-of.ts';
import { stageDisputes } from './disputes.ts';
import { needHistory } from './need-history.ts';
import { neighbourhoodOf, buildingOf, type Neighbourhood } from './neighbourhood.ts';
import { handOutPhones, type DemoClock } from './phones.ts';
import { roundHistory } from './round-history.ts';
import { visitRow } from './told-visit.ts';
import { watchHistory, type Lateness } from './watch-history.ts';
import { day, hour, nextWorkingTime } from './working-time.ts';

const community = 'c1';
const rosterFile = new URL('roster.xlsx', import.meta.url);

async function rosterPlan(since: number, newId: (at: number) => string): Promise<ImportPlan> {
  const reading = await openRosterFile(new Uint8Array(await readFile(rosterFile)));
  if (!reading.ok) throw new Error(`the demo's roster cannot be read: ${reading.problem}`);
  return planImport({
    sheets: reading.sheets,
    readings: guessReadings(reading.sheets),
    existing: {
      community: { id: '', place: community, name: '' },
      places: [],
      people: [],
      posts: [],
    },
    accepted: [],
    writer: { person: 'system', grants: [{ role: 'admin', place: community }] },
    batch: 'demo',
    now: since,
    newId: () => newId(since),
  });
}

/** Pushes rows in order, all of which must be taken in. */
async function push(server: SyncServer, rows: readonly unknown[]): Promise<void> {
  const system = server.systemSession(community);
  for (let from = 0; from < rows.length; from += 1000) {
    const { results } = await server.push(system, rows.slice(from, from + 1000));
    const refused = results.find(({ outcome }) => outcome !== 'accepted');
    if (refused) throw new Error(`the demo was not taken in: ${JSON.stringify(refused)}`);
  }
}

/** The day on which the roster's posts are as they should be: a few begin later, nearly all are in force. */
const rosterDay = Date.parse('2026-11-21T00:00:00+08:00');

/** Where the clock has not come to the roster's day, posts begin so much earlier, in whole days. */
function broughtForward(creation: Creation, now: number): Creation {
  const early = Math.ceil(Math.max(0, rosterDay - now) / day) * day;
  if (creation.c !== 'posts') return creation;
  return { c: 'posts', r: { ...creation.r, from: creation.r.from - early } };
}

async function importRoster(
  server: SyncServer,
  since: number,
  now: number,
  newId: (at: number) => string,
): Promise<void> {
  const whole = await rosterPlan(since, newId);
  const creations = whole.creations.map((creation) => broughtForward(creation, now));
  const plan = { ...whole, creations };
  await server.createCommunity({ id: community, name: plan.communityName });
  const about = { community, file: 'roster.xlsx', newId: () => newId(since) };
  const history = { createdAt: since, receivedAt: since };
  await push(
    server,
    [...importRecords(plan, about), ...plan.creations].map(({ c, r }) => ({
      c,
      id: r.id,
      op: 'create',
      r: { ...r, ...history },
      stamp: since,
    })),
  );
}

/** Names the watchers of the watched. */
async function nameWatchers(server: SyncServer, plans: CarePlans, at: number): Promise<void> {
  const edits = [...plans].map(([person, watchers]) => ({
    c: 'people',
    id: person,
    op: 'edit',
    set: { watchers: watchers.map((watcher) => watcher.person.id) },
    stamps: { watchers: at },
    seen: Number.MAX_SAFE_INTEGER,
  }));
  await push(server, edits);
}

/** The demo liaison's watched people stand at every tier, so that her first screen has something of each. */
function latenessToShow(hood: Neighbourhood, { liaison }: Cast): ReadonlyMap<string, Lateness> {
  const order: readonly Lateness[] = ['liaison', 'onTime', 'head', 'onTime', 'onTime', 'onTime'];
  const home = hood.watched.filter(({ place }) => buildingOf(place) === liaison.post.place);
  return new Map(home.map(({ id }, index) => [id, order[index] ?? 'onTime']));
}

/**
 * Fills an empty server with the demo community: the roster by the importer, two months of visits and needs up to
 * `now` (ms), and the people a visitor can be. The same seed and time give the same stories.
 */
export async function seedDemo(server: SyncServer, now: number, seed = 20_261_121): Promise<void> {
  if ((await server.communities()).length > 0) return;
  const chance = chanceFrom(seed);
  const newId = idsFrom(chance);
  const since = nextWorkingTime(Math.min(now - 61 * day, startOfMonth(now, -1) - day));
  const clock: DemoClock = { at: now };
  // The same store under a clock of its own, so that real calls can happen in the past.
  const past = await openServer({
    ...server.core,
    now: () => Math.trunc(clock.at),
    every: () => () => undefined,
  });

  await importRoster(past, since, now, newId);
  const imported = await existingIn(past, community);
  if (!imported) throw new Error('the demo community was not made');
  const hood = neighbourhoodOf(imported);
  const cast = castOf(hood, since, now);
  const plans = carePlansFor(hood, cast, since, chance);
  await nameWatchers(past, plans, since + hour);

  const frame = { since: since + day, now, newId };
  const visits = [
    ...watchHistory(hood, plans, frame, latenessToShow(hood, cast), chance),
    ...roundHistory(hood, cast, frame, chance),
  ].toSorted((a, b) => a.finishedAt - b.finishedAt);
  const needs = needHistory(hood, cast, visits, frame, chance);
  const alarms = alarmHistory(hood, cast, frame, chance);
  await push(past, needs);
  await push(
    past,
    [...visits.map(visitRow), ...alarms].toSorted((a, b) => a.stamp - b.stamp),
  );

  const phones = await handOutPhones(past, hood, cast, clock, chance);
  const sessionOf = ({ person }: { person: { id: string; name: string } }) => {
    const session = phones.get(person.id);
    if (!session) throw new Error(`no phone for ${person.name}`);
    return session;
  };
  await stageDisputes(hood, { server: past, cast, clock, sessionOf, newId }, chance);
  await server.keepDemoPeople(community, demoPeopleOf(hood, cast, plans));
}
