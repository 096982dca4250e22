import { inForce } from '../grants.ts';
import { needStatusOf } from '../need-steps.ts';
import type { Need, NeedCategory } from '../needs.ts';
import type { Person } from '../people.ts';
import { placeAt } from '../place.ts';
import type { Post } from '../posts.ts';
import type { Role } from '../record-type.ts';

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

/** Words in a skill that fit a category, as people write their skills. */
const fitting: Readonly<Record<NeedCategory, readonly string[]>> = {
  errand: ['开车', '跑腿', '代购', '做饭'],
  medical: ['陪同就医', '陪诊', '医', '护理', '急救', '健康', '开车'],
  repair: ['维修', '水电', '电工', '木工'],
  cleaning: ['保洁', '清洁', '打扫', '家政'],
  company: ['陪伴', '聊天', '心理', '理发', '合唱'],
  learning: ['电脑', '手机', '辅导', '书法', '摄影', '英语'],
  mediation: ['调解', '法律', '心理'],
  hazard: ['水电', '维修', '电工', '消防', '急救'],
  other: [],
};

/** Those who help; heads and the centre can still be chosen by name. */
const helpers: readonly Role[] = ['volunteer', 'core', 'liaison', 'teamLeader'];

const weights = { building: 0.35, grid: 0.2, skill: 0.35, knows: 0.1, load: 0.06, week: 0.02 };
const base = 0.2;
const week = 7 * 86_400_000;

/** Whether somebody's skill helps with a need: by its category, or because its words name the skill. */
export function skillFits(skill: string, need: Pick<Need, 'category' | 'what'>): boolean {
  return (
    skill !== '' &&
    (need.what.includes(skill) || fitting[need.category].some((word) => skill.includes(word)))
  );
}

interface Work {
  open: number;
  thisWeek: number;
  here: number;
}

function workOf(need: Need, needs: readonly Need[], now: number): Map<string, Work> {
  const work = new Map<string, Work>();
  for (const other of needs) {
    if (other.id === need.id) continue;
    const { status, assignee, closedAt } = needStatusOf(other.steps);
    if (assignee === null) continue;
    const mine = work.get(assignee) ?? { open: 0, thisWeek: 0, here: 0 };
    work.set(assignee, mine);
    if (status === 'assigned') mine.open += 1;
    if (status !== 'done' || closedAt === null) continue;
    if (now - closedAt <= week) mine.thisWeek += 1;
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

/**
 * Who suits a need best, over what the device holds: near before far, a fitting skill, known to the
 * resident, little on the hands. Each is told with the reasons, so that nobody has to believe a number.
 */
export function rankCandidates(need: Need, records: MatchRecords, now: number): Candidate[] {
  const work = workOf(need, records.needs, now);
  const ranked: Candidate[] = [];
  for (const [person, { posts, home, skills }] of holders(records, now)) {
    const post = posts.find((one) => helpers.includes(one.role));
    if (!post || person === need.person) continue;
    const reasons: MatchReason[] = [];
    const near = nearness(need, [...posts.map((one) => one.place), ...(home ? [home] : [])]);
    if (near) reasons.push({ kind: near });
    const suited = [...skills].filter((skill) => skillFits(skill, need));
    for (const skill of suited) reasons.push({ kind: 'skill', skill });
    const { open = 0, thisWeek = 0, here = 0 } = work.get(person) ?? {};
    if (here > 0) reasons.push({ kind: 'knows', times: here });
    reasons.push({ kind: 'load', open });
    if (thisWeek > 0) reasons.push({ kind: 'busyWeek', times: thisWeek });
    const fit =
      base +
      (near === 'sameBuilding' ? weights.building : near === 'sameGrid' ? weights.grid : 0) +
      (suited.length > 0 ? weights.skill : 0) +
      (here > 0 ? weights.knows : 0) -
      weights.load * Math.min(open, 3) -
      weights.week * Math.min(thisWeek, 3);
    ranked.push({
      person,
      name: post.name,
      role: post.role,
      fit: Math.max(0, Math.min(1, fit)),
      reasons,
      ...(post.phone === undefined ? {} : { phone: post.phone }),
    });
  }
  return ranked.toSorted(
    (a, b) => b.fit - a.fit || a.name.localeCompare(b.name, 'zh') || (a.person < b.person ? -1 : 1),
  );
}
