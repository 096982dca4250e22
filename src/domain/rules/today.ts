import { writingParties, type Reader } from '../access.ts';
import { needStatusOf, stepTable } from '../need-steps.ts';
import type { Need } from '../needs.ts';
import type { Person } from '../people.ts';
import { covers } from '../place.ts';
import type { Role } from '../record-type.ts';
import { concernsRole } from './care-plan.ts';
import { coverageOf, isSettled, type Coverage, type DoorState } from './coverage.ts';
import { byUrgencyThenClock, pressingClock, type Clock } from './need-clocks.ts';
import type { Settings } from './settings.ts';
import type { WatchEntry } from './watch-list.ts';

/** As what somebody answers for a watched person: the posts that cover the home, and looking in himself. */
function rolesTowards(reader: Reader, person: Pick<Person, 'place' | 'watchers'>): Role[] {
  const held = reader.grants
    .filter(({ role, place }) => role !== 'volunteer' && covers(place, person.place))
    .map(({ role }) => role);
  return person.watchers?.includes(reader.person) ? [...held, 'volunteer'] : held;
}

/**
 * Whom the reader is to see about today, in the order of `entries`: those overdue by so much that it is his
 * business, and, for whoever knocks himself, those due today.
 */
export function careForToday<P extends Person>(
  reader: Reader,
  entries: readonly WatchEntry<P>[],
): WatchEntry<P>[] {
  return entries.filter(({ person, standing }) => {
    if (standing.state === 'onTime') return false;
    const tier = standing.state === 'dueToday' ? 'liaison' : standing.tier;
    return rolesTowards(reader, person).some((role) => concernsRole(tier, role));
  });
}

/** A need that waits for the reader: to be done by him, or to be sorted. */
export interface NeedForMe<N extends Need = Need> {
  readonly need: N;
  readonly why: 'assigned' | 'triage';
  readonly clock: Clock | null;
}

/** The needs that wait for the reader, emergencies first, then what is due first. */
export function needsForMe<N extends Need>(
  reader: Reader,
  needs: readonly N[],
  settings: Settings,
  now: number,
): NeedForMe<N>[] {
  const waiting: NeedForMe<N>[] = [];
  for (const need of needs) {
    const { status, assignee } = needStatusOf(need.steps);
    const why =
      status === 'assigned' && assignee === reader.person
        ? 'assigned'
        : status === 'submitted' && maySort(reader, need)
          ? 'triage'
          : null;
    if (why) waiting.push({ need, why, clock: pressingClock(need, settings, now) });
  }
  const compare = byUrgencyThenClock(settings, now);
  return waiting.toSorted((a, b) => compare(a.need, b.need));
}

function maySort(reader: Reader, need: Need): boolean {
  const parties = writingParties(reader, need);
  return stepTable.triaged.by.some((party) => parties.has(party));
}

/** The round of one place: how far it has come, and how many of the doors left have somebody watched. */
export interface Round extends Coverage {
  readonly place: string;
  readonly remaining: number;
  readonly watchedRemaining: number;
  /** Whether anybody has knocked at all this month. */
  readonly begun: boolean;
}

/** Where the reader goes from door to door: a liaison's building groups, else a core volunteer's grids. */
export function roundPlaces(reader: Reader): string[] {
  const held = (role: Role): string[] => [
    ...new Set(reader.grants.filter((grant) => grant.role === role).map((grant) => grant.place)),
  ];
  const buildings = held('liaison');
  return (buildings.length > 0 ? buildings : held('core')).toSorted();
}

/** The round of `place` from the households and watched people at hand. */
export function roundOf(
  place: string,
  households: readonly string[],
  states: ReadonlyMap<string, DoorState>,
  watchedPlaces: ReadonlySet<string>,
): Round {
  const inside = households.filter((household) => covers(place, household));
  const coverage = coverageOf(inside, states);
  const left = inside.filter((household) => !isSettled(states.get(household) ?? 'unvisited'));
  return {
    ...coverage,
    place,
    remaining: left.length,
    watchedRemaining: left.filter((household) => watchedPlaces.has(household)).length,
    begun: coverage.settled + coverage.notIn > 0,
  };
}
