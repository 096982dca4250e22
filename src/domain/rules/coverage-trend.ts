import { isSettled, type DoorState } from './coverage.ts';
import type { Visit } from '../visits.ts';
import { startOfDay, startOfMonth } from './shanghai-day.ts';

const day = 86_400_000;

type Knock = Pick<Visit, 'place' | 'finishedAt' | 'outcome' | 'kind'>;

/** Doors settled by the end of each day of one month so far: entry 0 is its first day. */
export interface MonthTrend {
  readonly month: number;
  readonly settled: readonly number[];
}

/** How coverage grew day by day in the Shanghai month `months` away from `now`; today is its last entry. */
export function coverageTrend(visits: readonly Knock[], now: number, months = 0): MonthTrend {
  const from = startOfMonth(now, months);
  const until = Math.min(startOfMonth(now, months + 1), startOfDay(now) + day);
  const perDay = Array.from({ length: Math.round((until - from) / day) }, () => 0);
  const settled = new Set<string>();
  const inOrder = visits
    .filter(
      (visit) => visit.kind !== 'alarm' && visit.finishedAt >= from && visit.finishedAt < until,
    )
    .toSorted((a, b) => a.finishedAt - b.finishedAt);
  for (const visit of inOrder) {
    const state: DoorState = visit.outcome ?? 'unvisited';
    if (!isSettled(state) || settled.has(visit.place)) continue;
    settled.add(visit.place);
    const index = Math.floor((visit.finishedAt - from) / day);
    perDay[index] = (perDay[index] ?? 0) + 1;
  }
  let sum = 0;
  return { month: from, settled: perDay.map((count) => (sum += count)) };
}
