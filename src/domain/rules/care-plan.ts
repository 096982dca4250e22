import type { Role } from '../record-type.ts';
import type { Person } from '../people.ts';
import type { Visit } from '../visits.ts';
import type { Settings } from './settings.ts';
import { startOfDay } from './shanghai-day.ts';

export type CareState = 'onTime' | 'dueToday' | 'overdue';

/** How a watched person stands: when last met, when the next visit is due, how late it is. */
export interface CareStanding {
  readonly state: CareState;
  /** Time (ms) of the last visit at which the person was met, or null. */
  readonly lastMet: number | null;
  /** Time of the last knock, met or not. */
  readonly lastTried: number | null;
  /** When the interval ends, and when the grace after it ends. */
  readonly dueAt: number;
  readonly overdueAt: number;
  /** Milliseconds past `overdueAt`, 0 while not overdue. */
  readonly lateBy: number;
  /** Who must see it by now: the liaison, then the head, then the centre. */
  readonly tier: 'none' | 'liaison' | 'head' | 'centre';
}

type Watched = Pick<Person, 'id' | 'grade' | 'watchedSince' | 'createdAt'>;
type Knock = Pick<Visit, 'person' | 'finishedAt' | 'outcome' | 'kind'>;

const day = 86_400_000;

/** The standing of a watched person at `now`, from the visits at hand; null for somebody not watched. */
export function careStanding(
  person: Watched,
  visits: readonly Knock[],
  settings: Settings,
  now: number,
): CareStanding | null {
  if (!person.grade) return null;
  let lastMet: number | null = null;
  let lastTried: number | null = null;
  for (const visit of visits) {
    if (visit.person !== person.id || visit.kind === 'alarm') continue;
    // A phone whose clock runs ahead must not put the next visit off beyond the interval.
    const at = Math.min(visit.finishedAt, now);
    lastTried = Math.max(lastTried ?? 0, at);
    if (visit.outcome === 'met') lastMet = Math.max(lastMet ?? 0, at);
  }
  const { every, grace } = settings.care[person.grade];
  const since = lastMet ?? person.watchedSince ?? person.createdAt;
  const dueAt = since + every;
  const overdueAt = dueAt + grace;
  const lateBy = Math.max(0, now - overdueAt);
  const intervals = (now - since - grace) / every;
  const tier =
    lateBy === 0
      ? 'none'
      : intervals >= settings.overdueForCentre
        ? 'centre'
        : intervals >= settings.overdueForHead
          ? 'head'
          : 'liaison';
  const tomorrow = startOfDay(now) + day;
  const state: CareState = lateBy > 0 ? 'overdue' : dueAt < tomorrow ? 'dueToday' : 'onTime';
  return { state, lastMet, lastTried, dueAt, overdueAt, lateBy, tier };
}

const order: readonly CareStanding['tier'][] = ['none', 'liaison', 'head', 'centre'];
const firstTier: Readonly<Partial<Record<Role, CareStanding['tier']>>> = {
  liaison: 'liaison',
  volunteer: 'liaison',
  core: 'liaison',
  head: 'head',
  socialWorker: 'centre',
  admin: 'centre',
};

/** Whether an overdue visit is this role's business yet. */
export function concernsRole(tier: CareStanding['tier'], role: Role): boolean {
  const first = firstTier[role];
  return first !== undefined && tier !== 'none' && order.indexOf(tier) >= order.indexOf(first);
}
