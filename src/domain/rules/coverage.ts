import { placeAt } from '../place.ts';
import type { Visit, VisitOutcome } from '../visits.ts';
import { standingVisits } from './corrections.ts';
import { startOfMonth } from './shanghai-day.ts';

/** The state of a door in the round of this month: the last knock decides, being met once settles it. */
export type DoorState = VisitOutcome | 'unvisited';

type Knock = Pick<Visit, 'id' | 'place' | 'finishedAt' | 'outcome' | 'kind' | 'corrects'>;

const strength: Readonly<Record<VisitOutcome, number>> = { notIn: 0, refused: 1, moved: 2, met: 3 };

/** Whether `knock` says more about the door than `known`, the same whichever of the two came first. */
function prevails(knock: Knock, known: Knock): boolean {
  if ((knock.outcome === 'met') !== (known.outcome === 'met')) return knock.outcome === 'met';
  if (knock.finishedAt !== known.finishedAt) return knock.finishedAt > known.finishedAt;
  return strength[knock.outcome ?? 'notIn'] > strength[known.outcome ?? 'notIn'];
}

/** State of each household visited in the Shanghai month of `now`, by the household's path. */
export function doorStates(visits: readonly Knock[], now: number): Map<string, DoorState> {
  const since = startOfMonth(now);
  const last = new Map<string, Knock>();
  for (const visit of standingVisits(visits)) {
    if (visit.kind === 'alarm' || !visit.outcome || visit.finishedAt < since) continue;
    const known = last.get(visit.place);
    if (!known || prevails(visit, known)) last.set(visit.place, visit);
  }
  return new Map([...last].map(([place, visit]) => [place, visit.outcome as VisitOutcome]));
}

/** Whether a door in this state needs no further knock this month. */
export function isSettled(state: DoorState): boolean {
  return state === 'met' || state === 'refused' || state === 'moved';
}

export interface Coverage {
  readonly households: number;
  /** Doors at which somebody was met, or which refused or stand empty. */
  readonly settled: number;
  readonly notIn: number;
}

/** Coverage of a set of households, by their paths. */
export function coverageOf(
  households: readonly string[],
  states: ReadonlyMap<string, DoorState>,
): Coverage {
  let settled = 0;
  let notIn = 0;
  for (const place of households) {
    const state = states.get(place) ?? 'unvisited';
    if (isSettled(state)) settled += 1;
    else if (state === 'notIn') notIn += 1;
  }
  return { households: households.length, settled, notIn };
}

/** Households grouped by the building group (or other kind of place) they lie in. */
export function groupByPlace(
  households: readonly string[],
  kind: 'grid' | 'building',
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const place of households) {
    const outer = placeAt(place, kind);
    if (outer === null) continue;
    const group = groups.get(outer);
    if (group) group.push(place);
    else groups.set(outer, [place]);
  }
  return groups;
}
