import { canCreate, canRead, writingParties, type Reader } from './access.ts';
import { stepTable } from './need-steps.ts';
import type { NeedStep } from './needs.ts';
import { covers, parentOf, placeKindOf } from './place.ts';
import { appoints, postKindOf, type Post } from './posts.ts';
import type { AnyRecord } from './record-type.ts';
import type { Collection } from './record-types.ts';
import type { Flaw } from './writable.ts';

/** What must be looked up before a write can be judged. */
export interface Asked {
  /** Paths that must be living places. */
  readonly places: readonly string[];
  /** A path that no other place may have. */
  readonly free: string | null;
  /** People named by the write, each with the field that names him. */
  readonly people: ReadonlyMap<string, string>;
  /** A visit that a new one says it corrects. */
  readonly corrected: string | null;
}

/** The answers: what of it was not as it must be. */
export interface Facts {
  readonly missing: ReadonlySet<string>;
  readonly taken: boolean;
  /** People who do not exist, or whom the writer may not know. */
  readonly strangers: ReadonlySet<string>;
  /** Whether what it corrects, if anything, is the writer's to correct. */
  readonly corrected: boolean;
}

/** Whether somebody may correct a visit by a new one: he paid it, or answers for those who live there. */
export function answersFor(writer: Reader, visit: AnyRecord): boolean {
  if (!canRead(writer, 'visits', visit)) return false;
  const parties = writingParties(writer, visit);
  const answering = (['admin', 'socialWorker', 'head', 'liaison'] as const).some((role) =>
    parties.has(role),
  );
  return answering || visit.createdBy === writer.person;
}

/** The steps of a write that the stored record does not have yet. */
function newSteps(before: AnyRecord | null, after: AnyRecord): readonly NeedStep[] {
  const known = new Set(
    ((before?.['steps'] as NeedStep[] | undefined) ?? []).map((step) => step.id),
  );
  return ((after['steps'] as NeedStep[] | undefined) ?? []).filter((step) => !known.has(step.id));
}

/** What a write must be checked against; people who were named before are not asked for again. */
export function askedBy(c: Collection, before: AnyRecord | null, after: AnyRecord): Asked {
  const moved = before?.place !== after.place;
  const people = new Map<string, string>();
  if (after['person'] !== undefined && before?.['person'] !== after['person']) {
    people.set(after['person'] as string, 'person');
  }
  const watchersBefore = (before?.['watchers'] as string[] | undefined) ?? [];
  for (const watcher of (after['watchers'] as string[] | undefined) ?? []) {
    if (!watchersBefore.includes(watcher)) people.set(watcher, 'watchers');
  }
  for (const step of c === 'needs' ? newSteps(before, after) : []) {
    if (step.assignee !== undefined) people.set(step.assignee, 'steps');
  }
  const corrects = c === 'visits' && !before ? after['corrects'] : undefined;
  const corrected = typeof corrects === 'string' ? corrects : null;
  if (c !== 'places') return { places: moved ? [after.place] : [], free: null, people, corrected };
  const parent = parentOf(after.place);
  const places = moved && parent ? [parent] : [];
  return { places, free: moved ? after.place : null, people, corrected };
}

/** Whether somebody may give this post to a person, or end it. */
export function mayAppoint(writer: Reader, post: Pick<Post, 'role' | 'place'>): boolean {
  return writer.grants.some(
    (grant) => appoints[grant.role]?.includes(post.role) && covers(grant.place, post.place),
  );
}

function flawInPost(writer: Reader, post: Post): Flaw | null {
  if (post.kind !== postKindOf(post.role)) return { code: 'badValue', field: 'kind' };
  if (post.until !== undefined && post.until < post.from)
    return { code: 'badValue', field: 'until' };
  return mayAppoint(writer, post) ? null : { code: 'appointNotAllowed', field: 'role' };
}

function flawInPlace(before: AnyRecord | null, after: AnyRecord): Flaw | null {
  if (after.kind !== placeKindOf(after.place)) return { code: 'badValue', field: 'place' };
  // What lies inside a grid or a building carries its path: only a household can be carried elsewhere.
  const moves = before !== null && before.place !== after.place;
  return moves && after.kind !== 'household' ? { code: 'notAllowed', field: 'place' } : null;
}

function flawInNeed(writer: Reader, before: AnyRecord | null, after: AnyRecord): Flaw | null {
  const steps = newSteps(before, after);
  if (!before && !steps.some((step) => step.step === 'submitted')) {
    return { code: 'stepNotAllowed', field: 'steps' };
  }
  const parties = writingParties(writer, before ?? after);
  // Told once more with an earlier time it would put all clocks of the need back.
  const wrong = steps.find(
    ({ step }) =>
      (before && step === 'submitted') || !stepTable[step].by.some((party) => parties.has(party)),
  );
  return wrong ? { code: 'stepNotAllowed', field: 'steps' } : null;
}

/** What is wrong with what a write names, whoever writes: people and places that are not as they must be. */
export function flawInFacts(
  c: Collection,
  before: AnyRecord | null,
  after: AnyRecord,
  facts: Facts,
): Flaw | null {
  const stranger = [...askedBy(c, before, after).people].find(([id]) => facts.strangers.has(id));
  if (stranger) return { code: 'badValue', field: stranger[1] };
  if (!facts.corrected) return { code: 'badValue', field: 'corrects' };
  if (facts.missing.size > 0) return { code: 'placeUnknown', field: 'place' };
  return facts.taken ? { code: 'placeTaken', field: 'place' } : null;
}

/** What belongs to one record type alone: steps by role, posts by who appoints, the tree of places. */
export function flawInWrite(
  writer: Reader,
  c: Collection,
  before: AnyRecord | null,
  after: AnyRecord,
  facts: Facts,
): Flaw | null {
  // Asked first: whether a place out of reach exists, and is taken, is nobody's to find out.
  if (before && before.place !== after.place && !canCreate(writer, c, after)) {
    return { code: 'fieldNotAllowed', field: 'place' };
  }
  const flaw = flawInFacts(c, before, after, facts);
  if (flaw) return flaw;
  if (c === 'places') return flawInPlace(before, after);
  if (c === 'posts') return flawInPost(writer, after as unknown as Post);
  if (c === 'needs') return flawInNeed(writer, before, after);
  return null;
}
