import { inForce } from '../grants.ts';
import { needStatusOf } from '../need-steps.ts';
import type { Need } from '../needs.ts';
import type { Person } from '../people.ts';
import { placeAt } from '../place.ts';
import type { Post } from '../posts.ts';
import type { Role } from '../record-type.ts';
import { sameValue } from '../values.ts';
import { skillFit } from './skill-fit.ts';

/** One thing that speaks for or against a candidate; the app says it in words. */
export type MatchReason =
  | { readonly kind: 'sameBuilding' | 'sameGrid' }
  | { readonly kind: 'skill'; readonly skill: string }
  | { readonly kind: 'knows'; readonly times: number }
  | { readonly kind: 'load'; readonly open: number }
  | { readonly kind: 'busyWeek'; readonly times: number };

export interface Candidate {
  readonly person: string;
  readonly name: string;
  readonly phone?: string;
  readonly role: Role;
  /** 0 to 1, for a bar; the order is by it. */
  readonly fit: number;
  readonly reasons: readonly MatchReason[];
}

/** What the device holds; matching says nothing about what it does not hold. */
export interface MatchRecords {
  readonly posts: readonly Post[];
  readonly people: readonly Person[];
  readonly needs: readonly Need[];
}

/** Those who help; heads and the centre can still be chosen by name. */
const helpers: readonly Role[] = ['volunteer', 'core', 'liaison', 'teamLeader'];

const weights = { building: 0.35, grid: 0.2, skill: 0.35, knows: 0.1, load: 0.06, week: 0.02 };
const base = 0.2;
const week = 7 * 86_400_000;

interface Work {
  open: number;
  thisWeek: number;
  here: number;
}

interface Service {
  readonly assignee: string;
  readonly need: Need;
  readonly open: boolean;
  readonly doneAt: number | null;
}

function services(needs: readonly Need[]): Service[] {
  return needs.flatMap((need) => {
    const { status, assignee, closedAt } = needStatusOf(need.steps);
    if (assignee === null) return [];
    const doneAt = status === 'done' ? closedAt : null;
    return [{ assignee, need, open: status === 'assigned', doneAt }];
  });
}

function workOf(need: Need, all: readonly Service[], now: number): Map<string, Work> {
  const work = new Map<string, Work>();
  for (const { assignee, need: other, open, doneAt } of all) {
    if (other.id === need.id) continue;
    const mine = work.get(assignee) ?? { open: 0, thisWeek: 0, here: 0 };
    work.set(assignee, mine);
    if (open) mine.open += 1;
    if (doneAt === null) continue;
    if (now - doneAt <= week) mine.thisWeek += 1;
    if (need.person !== undefined && other.person === need.person) mine.here += 1;
  }
  return work;
}

interface Holder {
  readonly posts: Post[];
  readonly home: string | null;
  readonly skills: ReadonlySet<string>;
}

function holders(records: MatchRecords, now: number): Map<string, Holder> {
  const inOffice = records.posts.filter((post) => inForce(post, now));
  const people = new Map(records.people.map((person) => [person.id, person]));
  const byPerson = Map.groupBy(inOffice, (post) => post.person);
  return new Map(
    [...byPerson]
      .filter(([, posts]) => posts.some((post) => helpers.includes(post.role)))
      .map(([id, posts]) => {
        const skills = posts.flatMap((post) => post.skills ?? []);
        const person = people.get(id);
        return [
          id,
          {
            posts,
            home: person?.place ?? null,
            skills: new Set([...skills, ...(person?.skills ?? [])]),
          },
        ];
      }),
  );
}

function nearness(need: Need, places: readonly string[]): 'sameBuilding' | 'sameGrid' | null {
  const near = (kind: 'building' | 'grid'): boolean => {
    const here = placeAt(need.place, kind);
    return here !== null && places.some((place) => placeAt(place, kind) === here);
  };
  return near('building') ? 'sameBuilding' : near('grid') ? 'sameGrid' : null;
}

function candidate(need: Need, person: string, holder: Holder, work: Work): Candidate | null {
  const { posts, home, skills } = holder;
  const post = posts.find((one) => helpers.includes(one.role));
  if (!post || person === need.person) return null;
  const reasons: MatchReason[] = [];
  const near = nearness(need, [...posts.map((one) => one.place), ...(home ? [home] : [])]);
  if (near) reasons.push({ kind: near });
  const suited = [...skills]
    .map((skill) => ({ skill, fits: skillFit(skill, need) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits);
  for (const { skill } of suited) reasons.push({ kind: 'skill', skill });
  const { open, thisWeek, here } = work;
  if (here > 0) reasons.push({ kind: 'knows', times: here });
  reasons.push({ kind: 'load', open });
  if (thisWeek > 0) reasons.push({ kind: 'busyWeek', times: thisWeek });
  const fit =
    base +
    (near === 'sameBuilding' ? weights.building : near === 'sameGrid' ? weights.grid : 0) +
    weights.skill * (suited[0]?.fits ?? 0) +
    (here > 0 ? weights.knows : 0) -
    weights.load * Math.min(open, 3) -
    weights.week * Math.min(thisWeek, 3);
  return {
    person,
    name: post.name,
    role: post.role,
    fit: Math.max(0, Math.min(1, fit)),
    reasons,
    ...(post.phone === undefined ? {} : { phone: post.phone }),
  };
}

const byFit = (a: Candidate, b: Candidate): number =>
  b.fit - a.fit || a.name.localeCompare(b.name, 'zh') || (a.person < b.person ? -1 : 1);

const idle: Work = { open: 0, thisWeek: 0, here: 0 };

function ranking(records: MatchRecords, now: number): (need: Need) => Candidate[] {
  const inOffice = holders(records, now);
  const all = services(records.needs);
  return (need) => {
    const work = workOf(need, all, now);
    return [...inOffice]
      .flatMap(([person, holder]) => {
        const found = candidate(need, person, holder, work.get(person) ?? idle);
        return found ? [found] : [];
      })
      .toSorted(byFit);
  };
}

/**
 * Who suits a need best, over what the device holds: near before far, a fitting skill, known to the
 * resident, little on the hands. Each is told with the reasons, so that nobody has to believe a number.
 */
export function rankCandidates(need: Need, records: MatchRecords, now: number): Candidate[] {
  return ranking(records, now)(need);
}

/** Who suits several needs at once: by the mean, with the reasons that hold for every one of them. */
export function rankForAll(
  needs: readonly Need[],
  records: MatchRecords,
  now: number,
): Candidate[] {
  const rank = ranking(records, now);
  const byPerson = Map.groupBy(
    needs.flatMap((need) => rank(need)),
    (one) => one.person,
  );
  return [...byPerson.values()]
    .filter((each) => each.length === needs.length)
    .flatMap(([first, ...others]) => {
      if (!first) return [];
      const holds = (reason: MatchReason): boolean =>
        others.every((other) => other.reasons.some((one) => sameValue(one, reason)));
      const fit = [first, ...others].reduce((sum, one) => sum + one.fit, 0) / needs.length;
      return [{ ...first, fit, reasons: first.reasons.filter(holds) }];
    })
    .toSorted(byFit);
}
