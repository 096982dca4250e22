import { floorOf, floorsOf } from '../door.ts';
import { inHouseholdOrder } from '../household.ts';
import type { Person } from '../people.ts';
import type { Place } from '../places.ts';
import { isSettling } from '../visit-draft.ts';
import type { Visit } from '../visits.ts';
import { openAlarms } from './alarms.ts';
import { careStanding, type CareState } from './care-plan.ts';
import { standingVisits } from './corrections.ts';
import { doorStates, isSettled, type DoorState } from './coverage.ts';
import type { Settings } from './settings.ts';
import { startOfMonth } from './shanghai-day.ts';

/** One door of a building as the person who walks past it sees it. */
export interface RoundDoor<P extends Person = Person> {
  readonly place: string;
  /** The door number, such as 302. */
  readonly name: string;
  readonly floor: number;
  /** The people behind it, the head of the household first. */
  readonly people: readonly P[];
  readonly state: DoorState;
  /** The visit that was begun here and is half filled. */
  readonly draft: string | null;
  /** The most pressing standing of those watched here; null where nobody is. */
  readonly care: CareState | null;
  /** An alarm that nobody has ended. */
  readonly alarm: string | null;
}

export interface RoundRecords<P extends Person = Person> {
  readonly households: readonly Pick<Place, 'place' | 'name'>[];
  readonly people: readonly P[];
  /** Finished visits since `roundSince`. */
  readonly visits: readonly Visit[];
  /** What this device has not sent off yet: half filled, or resting until it can no longer be undone. */
  readonly drafts: readonly Visit[];
}

const pressure: readonly CareState[] = ['overdue', 'dueToday', 'onTime'];

/** From when on visits are needed to draw a building: this month, and as far back as a care interval can reach. */
export function roundSince(settings: Settings, now: number): number {
  const reach = Object.values(settings.care).map(({ every, grace }) => every + grace);
  return startOfMonth(now) - Math.max(...reach);
}

/** Every door of a building in the order in which one walks: from the top floor down, by number on each. */
export function roundDoors<P extends Person>(
  { households, people, visits, drafts }: RoundRecords<P>,
  settings: Settings,
  now: number,
): RoundDoor<P>[] {
  const knocks = [...visits, ...drafts.filter(isSettling)];
  const states = doorStates(knocks, now);
  const visitsTo = Map.groupBy(standingVisits(knocks), (visit) => visit.person ?? '');
  const residents = Map.groupBy(people, (person) => person.place);
  const begun = new Map(
    drafts.filter((draft) => !isSettling(draft)).map((draft) => [draft.place, draft.id]),
  );
  const alarms = new Map(openAlarms(visits).map((alarm) => [alarm.place, alarm.id]));
  const careAt = (behind: readonly P[]): CareState | null => {
    const standings = behind.flatMap(
      (person) => careStanding(person, visitsTo.get(person.id) ?? [], settings, now)?.state ?? [],
    );
    return pressure.find((state) => standings.includes(state)) ?? null;
  };
  return floorsOf(households).flatMap(({ floor, doors }) =>
    doors.map(({ place, name }) => {
      const behind = inHouseholdOrder(residents.get(place) ?? []);
      return {
        place,
        name,
        floor,
        people: behind,
        state: states.get(place) ?? 'unvisited',
        draft: begun.get(place) ?? null,
        care: careAt(behind),
        alarm: alarms.get(place) ?? null,
      };
    }),
  );
}

/** The door at which this person knocked last this month, or null before the first. */
export function lastKnocked(visits: readonly Visit[], person: string, now: number): string | null {
  const since = startOfMonth(now);
  let last: Visit | null = null;
  for (const visit of visits) {
    if (visit.createdBy !== person || visit.kind === 'alarm') continue;
    if (visit.corrects !== undefined || visit.createdAt < since) continue;
    if (!last || visit.createdAt > last.createdAt) last = visit;
  }
  return last?.place ?? null;
}

/** The next door after `from` in walking order, round to the top again: not yet visited, else where nobody was in. */
export function doorAfter<D extends RoundDoor>(doors: readonly D[], from: string | null): D | null {
  const at = doors.findIndex((door) => door.place === from);
  const ahead = at < 0 ? doors : [...doors.slice(at + 1), ...doors.slice(0, at)];
  return (
    ahead.find((door) => door.state === 'unvisited') ??
    ahead.find((door) => !isSettled(door.state)) ??
    null
  );
}

/** Where to go on with a round whose last knock was at `last`: a visit half filled there comes before the next door. */
export function nextDoor<D extends RoundDoor>(doors: readonly D[], last: string | null): D | null {
  const here = doors.find((door) => door.place === last);
  if (here && here.draft !== null) return here;
  const after = doorAfter(doors, last);
  return after ?? (here && !isSettled(here.state) ? here : null);
}

export const doorFilters = ['all', 'unvisited', 'watched'] as const;
export type DoorFilter = (typeof doorFilters)[number];

/** Whether a door belongs to what is being looked for. */
export function passes(door: Pick<RoundDoor, 'state' | 'care'>, filter: DoorFilter): boolean {
  if (filter === 'unvisited') return door.state === 'unvisited';
  return filter === 'all' || door.care !== null;
}

/** Doors as floors for drawing: one column a riser (01, 02 ...), null where a floor has no such door. */
export interface FloorRow<D> {
  readonly floor: number;
  readonly cells: readonly (D | null)[];
}

const riserOf = (name: string): string => (floorOf(name) > 0 ? name.slice(-2) : name);

/** The doors of a building as rows of equal length, so that 301 stands below 401 even where 402 is missing. */
export function floorRows<D extends Pick<RoundDoor, 'name' | 'floor'>>(
  doors: readonly D[],
): FloorRow<D>[] {
  const numbered = doors.filter((door) => door.floor > 0);
  const risers = [...new Set(numbered.map((door) => riserOf(door.name)))].toSorted();
  const floors = Map.groupBy(doors, (door) => door.floor);
  return [...floors].map(([floor, members]) => {
    if (floor === 0) return { floor, cells: members };
    const byRiser = new Map(members.map((door) => [riserOf(door.name), door]));
    return { floor, cells: risers.map((riser) => byRiser.get(riser) ?? null) };
  });
}
