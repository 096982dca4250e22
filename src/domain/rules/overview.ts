import { needStatusOf } from '../need-steps.ts';
import type { Need } from '../needs.ts';
import type { Person } from '../people.ts';
import { placeAt, placeKindOf } from '../place.ts';
import type { Place } from '../places.ts';
import type { Post } from '../posts.ts';
import type { Visit } from '../visits.ts';
import { careStanding } from './care-plan.ts';
import { standingVisits } from './corrections.ts';
import { coverageOf, doorStates, type Coverage } from './coverage.ts';
import { inForce } from '../grants.ts';
import { needClocks } from './need-clocks.ts';
import type { Settings } from './settings.ts';
import { startOfMonth } from './shanghai-day.ts';

export interface OverviewRow extends Coverage {
  readonly place: string;
  readonly name: string;
  readonly kind: 'grid' | 'building';
  readonly watched: number;
  readonly overdue: number;
  readonly openNeeds: number;
  readonly breachedNeeds: number;
  /** Who is responsible here: the grid's head, the building group's liaison. */
  readonly duty: readonly { readonly person: string; readonly name: string }[];
}

/** A share with what it is made of, so that nobody has to believe a percentage. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export interface Overview {
  readonly rows: readonly OverviewRow[];
  readonly coverage: Coverage;
  readonly overdue: number;
  readonly openNeeds: number;
  readonly breachedNeeds: number;
  /** Watched people not overdue now, of all watched. */
  readonly visitsOnTime: Share;
  /** Needs raised this month answered within the response clock, of those answered or past it. */
  readonly answeredInTime: Share;
}

export interface OverviewRecords {
  readonly places: readonly Place[];
  readonly people: readonly Person[];
  readonly visits: readonly Visit[];
  readonly needs: readonly Need[];
  readonly posts: readonly Post[];
}

interface Tally {
  households: string[];
  watched: number;
  overdue: number;
  openNeeds: number;
  breachedNeeds: number;
}

const emptyTally = (): Tally => ({
  households: [],
  watched: 0,
  overdue: 0,
  openNeeds: 0,
  breachedNeeds: 0,
});

const byName = new Intl.Collator('zh', { numeric: true });

const chineseDigits = '零一二三四五六七八九十';
const sortable = (name: string): string =>
  name.replace(/[零一二三四五六七八九十]/g, (digit) => String(chineseDigits.indexOf(digit)));

/** How grids and building groups stand at `now`, from the records at hand; every number can be traced to them. */
export function overviewOf(records: OverviewRecords, settings: Settings, now: number): Overview {
  const total = emptyTally();
  const tallies = new Map<string, Tally>();
  const talliesOf = (place: string): Tally[] => {
    const found = [total];
    for (const kind of ['grid', 'building'] as const) {
      const at = placeAt(place, kind);
      if (at === null) continue;
      const tally = tallies.get(at) ?? emptyTally();
      tallies.set(at, tally);
      found.push(tally);
    }
    return found;
  };

  for (const place of records.places) {
    if (place.kind === 'household')
      for (const tally of talliesOf(place.place)) tally.households.push(place.place);
  }
  const visitsOf = Map.groupBy(standingVisits(records.visits), (visit) => visit.person ?? '');
  for (const person of records.people) {
    const standing = careStanding(person, visitsOf.get(person.id) ?? [], settings, now);
    if (!standing) continue;
    for (const tally of talliesOf(person.place)) {
      tally.watched += 1;
      if (standing.state === 'overdue') tally.overdue += 1;
    }
  }
  for (const need of records.needs) {
    const { closedAt } = needStatusOf(need.steps);
    if (closedAt !== null) continue;
    const breached = Object.values(needClocks(need, settings, now)).some(
      (clock) => clock.state === 'breached',
    );
    for (const tally of talliesOf(need.place)) {
      tally.openNeeds += 1;
      if (breached) tally.breachedNeeds += 1;
    }
  }

  const states = doorStates(records.visits, now);
  const duties = Map.groupBy(
    records.posts.filter(
      (post) => inForce(post, now) && (post.role === 'head' || post.role === 'liaison'),
    ),
    (post) => post.place,
  );
  const rows = records.places
    .filter((place) => place.kind === 'grid' || place.kind === 'building')
    .map((place): OverviewRow => {
      const { households, ...counts } = tallies.get(place.place) ?? emptyTally();
      return {
        place: place.place,
        name: place.name,
        kind: placeKindOf(place.place) === 'grid' ? 'grid' : 'building',
        ...counts,
        ...coverageOf(households, states),
        duty: (duties.get(place.place) ?? []).map((post) => ({
          person: post.person,
          name: post.name,
        })),
      };
    });
  const { households, watched, ...sums } = total;
  return {
    rows: inTreeOrder(rows),
    coverage: coverageOf(households, states),
    overdue: sums.overdue,
    openNeeds: sums.openNeeds,
    breachedNeeds: sums.breachedNeeds,
    visitsOnTime: { part: watched - sums.overdue, whole: watched },
    answeredInTime: answeredInTime(records.needs, settings, now),
  };
}

/** Each grid, then its building groups, both by number as people count them: 第二 before 第十, 2号楼 before 10号楼. */
function inTreeOrder(rows: readonly OverviewRow[]): OverviewRow[] {
  const compare = (a: OverviewRow, b: OverviewRow): number =>
    byName.compare(sortable(a.name), sortable(b.name));
  const grids = rows.filter((row) => row.kind === 'grid').toSorted(compare);
  const buildings = Map.groupBy(
    rows.filter((row) => row.kind === 'building'),
    (row) => placeAt(row.place, 'grid') ?? '',
  );
  const listed = grids.flatMap((grid) => [
    grid,
    ...(buildings.get(grid.place) ?? []).toSorted(compare),
  ]);
  const orphans = rows.filter((row) => !listed.includes(row)).toSorted(compare);
  return [...listed, ...orphans];
}

function answeredInTime(needs: readonly Need[], settings: Settings, now: number): Share {
  const since = startOfMonth(now);
  let part = 0;
  let whole = 0;
  for (const need of needs) {
    if (need.createdAt < since) continue;
    const { state } = needClocks(need, settings, now).response;
    if (state === 'met') part += 1;
    if (state === 'met' || state === 'metLate' || state === 'breached') whole += 1;
  }
  return { part, whole };
}
