import { defaultSettings } from '../../src/domain/rules/settings.ts';
import type { Person } from '../../src/domain/people.ts';
import { startOfDay } from '../../src/domain/rules/shanghai-day.ts';
import type { CarePlans } from './care-plans.ts';
import type { Chance } from './chance.ts';
import { buildingOf, type Holder, type Neighbourhood } from './neighbourhood.ts';
import { answersFor, noteFor, receiptOf, type ToldVisit } from './told-visit.ts';
import { day, hour, minute } from './working-time.ts';

/** How late somebody's visit is to be when the demo begins. */
export type Lateness = 'onTime' | 'liaison' | 'head' | 'centre';

const shares: readonly (readonly [Lateness, number])[] = [
  ['centre', 0.04],
  ['head', 0.1],
  ['liaison', 0.22],
  ['onTime', 1],
];

/** How long ago (ms) somebody was last met for his visit to be that late. */
function lastMetWithin(grade: NonNullable<Person['grade']>, lateness: Lateness): [number, number] {
  const { every, grace } = defaultSettings.care[grade];
  if (lateness === 'onTime') return [0, every + grace];
  if (lateness === 'liaison') return [every + grace, 2 * every + grace];
  if (lateness === 'head') return [2 * every + grace, 3 * every + grace];
  return [3 * every + grace, 4.5 * every + grace];
}

/** Moments at which one would call on somebody, newest first: once a day at about his hour. */
function occasions(since: number, now: number, chance: Chance): number[] {
  const usual = chance.between(9, 16.5) * hour;
  const times: number[] = [];
  for (let at = startOfDay(now); at >= since; at -= day) {
    const time = Math.round(at + usual + chance.between(-25, 25) * minute);
    if (time <= now - 12 * minute) times.push(time);
  }
  return times;
}

function visitsTo(
  person: Person,
  lateness: Lateness,
  visitors: readonly [Holder, ...Holder[]],
  frame: { readonly since: number; readonly now: number; readonly newId: (at: number) => string },
  chance: Chance,
): ToldVisit[] {
  const { since, now } = frame;
  const grade = person.grade ?? 'low';
  const [latest, earliest] = lastMetWithin(grade, lateness);
  const times = occasions(since, now, chance);
  const visits: ToldVisit[] = [];
  const call = (at: number, outcome: ToldVisit['outcome']): void => {
    const visitor = chance.sometimes(0.7) ? visitors[0] : chance.pick(visitors);
    const finishedAt = at + Math.round(chance.between(6, 28) * minute);
    const note = noteFor('watch', outcome, chance);
    visits.push({
      id: frame.newId(at),
      kind: 'watch',
      place: person.place,
      person: person.id,
      at,
      finishedAt: Math.min(finishedAt, now),
      outcome,
      ...(outcome === 'met' ? { answers: answersFor(true, chance) } : {}),
      ...(note === undefined ? {} : { note }),
      by: visitor.person.id,
      byName: visitor.person.name,
      receivedAt: receiptOf(finishedAt, now, chance),
      needs: [],
    });
  };
  const last = times.findIndex((at) => now - at > latest && now - at <= earliest);
  if (lateness !== 'onTime') {
    // Somebody did knock meanwhile; that is why it is late.
    const tried = times.slice(0, Math.max(0, last)).find(() => chance.sometimes(0.5));
    if (tried !== undefined) call(tried, 'notIn');
  }
  const interval = Math.round(defaultSettings.care[grade].every / day);
  let at = Math.max(0, last);
  while (at < times.length) {
    const time = times[at];
    if (time !== undefined) call(time, 'met');
    const slack = chance.sometimes(0.12) ? 1 : 0;
    if (slack === 1 && times[at + 1] !== undefined && chance.sometimes(0.5)) {
      call(times[at + 1] as number, chance.sometimes(0.85) ? 'notIn' : 'refused');
    }
    at += interval + slack;
  }
  return visits;
}

/** Elder-watch visits of the whole history, each person by his grade, some late at every tier. */
export function watchHistory(
  hood: Neighbourhood,
  plans: CarePlans,
  frame: { readonly since: number; readonly now: number; readonly newId: (at: number) => string },
  lateness: ReadonlyMap<string, Lateness>,
  chance: Chance,
): ToldVisit[] {
  return hood.watched.flatMap((person) => {
    const watchers = plans.get(person.id) ?? [];
    const liaison = hood.liaisonOf(buildingOf(person.place));
    const visitors = [
      ...watchers,
      ...(liaison && liaison.post.from <= frame.since && liaison.person.id !== person.id
        ? [liaison]
        : []),
    ];
    const [main, ...others] = visitors;
    if (!main) return [];
    const drawn = chance.next();
    const late = shares.find(([, share]) => drawn < share)?.[0] ?? 'onTime';
    return visitsTo(person, lateness.get(person.id) ?? late, [main, ...others], frame, chance);
  });
}
