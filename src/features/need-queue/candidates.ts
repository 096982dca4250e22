import { inForce } from '../../domain/grants.ts';
import type { Need } from '../../domain/needs.ts';
import type { Person } from '../../domain/people.ts';
import type { Post } from '../../domain/posts.ts';
import type { Role } from '../../domain/record-type.ts';
import { rankForAll, type Candidate, type MatchReason } from '../../domain/rules/matching.ts';
import type { Say } from '../../ui/words.ts';
import type { detailWords } from './detail-words.ts';

export interface Directory {
  readonly posts: readonly Post[];
  readonly people: readonly Person[];
  readonly needs: readonly Need[];
}

/** Somebody a need can be given to: with a post and a role, or only by name. */
export interface Helper {
  readonly person: string;
  readonly name: string;
  readonly role: Role | null;
  readonly place: string;
  readonly phone: string | undefined;
}

/** Those whose name or telephone holds the search, people in office first. */
export function findHelpers(directory: Directory, search: string, now: number): Helper[] {
  const text = search.trim();
  if (text === '') return [];
  const fits = (one: { name: string; phone?: string | undefined }): boolean =>
    one.name.includes(text) || (one.phone?.includes(text) ?? false);
  const found = new Map<string, Helper>();
  for (const post of directory.posts) {
    if (!inForce(post, now) || post.role === 'committee' || found.has(post.person)) continue;
    if (!fits(post)) continue;
    const { person, name, role, place, phone } = post;
    found.set(person, { person, name, role, place, phone });
  }
  for (const person of directory.people) {
    if (found.has(person.id) || !fits(person)) continue;
    const { id, name, place, phone } = person;
    found.set(id, { person: id, name, role: null, place, phone });
  }
  return [...found.values()];
}

/** The best candidates for one need or several. */
export function candidatesFor(
  needs: readonly Need[],
  directory: Directory,
  now: number,
): Candidate[] {
  return rankForAll(needs, directory, now);
}

/** 同楼栋, 会开车, 手上 2 件 */
export function reasonInWords(reason: MatchReason, say: Say<keyof typeof detailWords.zh>): string {
  if (reason.kind === 'skill') return say('skill', { skill: reason.skill });
  if (reason.kind === 'load') {
    return reason.open === 0 ? say('free') : say('load', { n: reason.open });
  }
  if (reason.kind === 'knows' || reason.kind === 'busyWeek') {
    return say(reason.kind, { n: reason.times });
  }
  return say(reason.kind);
}
