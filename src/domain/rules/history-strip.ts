import type { Visit, VisitOutcome } from '../visits.ts';
import { shanghaiDay, startOfDay } from './shanghai-day.ts';

/** One day of a person's history: what came of it, and everything that happened on it. */
export interface HistoryDay<V extends Visit = Visit> {
  /** YYYY-MM-DD in Shanghai. */
  readonly day: string;
  /** Its first instant (ms). */
  readonly startsAt: number;
  /** The best outcome of the day; null when nobody knocked. */
  readonly outcome: VisitOutcome | null;
  readonly alarm: boolean;
  /** The newest first. */
  readonly visits: readonly V[];
}

const dayLength = 86_400_000;
const best: readonly VisitOutcome[] = ['met', 'refused', 'moved', 'notIn'];

/** The last `days` Shanghai days up to today, the oldest first, from the visits to one person. */
export function historyStrip<V extends Visit>(
  visits: readonly V[],
  now: number,
  days: number,
): HistoryDay<V>[] {
  const byDay = Map.groupBy(visits, (visit) => shanghaiDay(visit.finishedAt));
  const today = startOfDay(now);
  return Array.from({ length: days }, (_, index) => {
    const startsAt = today - (days - 1 - index) * dayLength;
    const day = shanghaiDay(startsAt);
    const found = (byDay.get(day) ?? []).toSorted((a, b) => b.finishedAt - a.finishedAt);
    const knocks = found.filter((visit) => visit.kind !== 'alarm');
    const outcome = best.find((one) => knocks.some((visit) => visit.outcome === one)) ?? null;
    return { day, startsAt, outcome, alarm: knocks.length < found.length, visits: found };
  });
}
