import type { CareGrade, Person } from '../people.ts';
import type { Visit } from '../visits.ts';
import { careStanding, type CareStanding } from './care-plan.ts';
import { standingVisits } from './corrections.ts';
import type { Settings } from './settings.ts';

/** A watched person and how he stands. */
export interface WatchEntry<P extends Person = Person> {
  readonly person: P;
  readonly standing: CareStanding;
}

const stateRank: Readonly<Record<CareStanding['state'], number>> = {
  overdue: 0,
  dueToday: 1,
  onTime: 2,
};
const gradeRank: Readonly<Record<CareGrade, number>> = { high: 0, medium: 1, low: 2 };

const pressing = ({ standing }: WatchEntry): number =>
  standing.state === 'overdue' ? standing.overdueAt : standing.dueAt;
const gradeOf = ({ person }: WatchEntry): number => gradeRank[person.grade ?? 'low'];

/** Most urgent first: the longest overdue, then what is due first; a higher grade first among equals. */
function byPressure(a: WatchEntry, b: WatchEntry): number {
  return (
    stateRank[a.standing.state] - stateRank[b.standing.state] ||
    pressing(a) - pressing(b) ||
    gradeOf(a) - gradeOf(b) ||
    (a.person.id < b.person.id ? -1 : 1)
  );
}

/** Everyone watched among `people` with their standing at `now`, the most urgent first. */
export function watchList<P extends Person>(
  people: readonly P[],
  visits: readonly Visit[],
  settings: Settings,
  now: number,
): WatchEntry<P>[] {
  const visitsTo = Map.groupBy(standingVisits(visits), (visit) => visit.person ?? '');
  const entries: WatchEntry<P>[] = [];
  for (const person of people) {
    const standing = careStanding(person, visitsTo.get(person.id) ?? [], settings, now);
    if (standing) entries.push({ person, standing });
  }
  return entries.toSorted(byPressure);
}

/** How many stand in each state. */
export function watchCounts(entries: readonly WatchEntry[]): Record<CareStanding['state'], number> {
  const counts = { overdue: 0, dueToday: 0, onTime: 0 };
  for (const { standing } of entries) counts[standing.state] += 1;
  return counts;
}
