import type { Grant } from './access.ts';
import type { Post } from './posts.ts';

export interface DatedGrant extends Grant {
  readonly until?: number | undefined;
}

type PostTerm = Pick<Post, 'role' | 'place' | 'from' | 'until'>;

/** Whether a post is in force at `now` (ms): from its first instant until before its last. */
export function inForce(post: Pick<PostTerm, 'from' | 'until'>, now: number): boolean {
  return post.from <= now && (post.until === undefined || now < post.until);
}

/** The grants that a person's posts give at `now`, each once, in a stable order. */
export function grantsOf(posts: readonly PostTerm[], now: number): DatedGrant[] {
  const byKey = new Map<string, DatedGrant>();
  for (const post of posts) {
    if (!inForce(post, now)) continue;
    const key = `${post.place} ${post.role}`;
    const known = byKey.get(key);
    if (known && (known.until === undefined || (post.until ?? Infinity) <= known.until)) continue;
    byKey.set(key, {
      role: post.role,
      place: post.place,
      ...(post.until === undefined ? {} : { until: post.until }),
    });
  }
  return [...byKey.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

/** Whether a post gave its holder power over `place` at any time since `since`; for edits made before it ended. */
export function heldSince(posts: readonly PostTerm[], since: number): Grant[] {
  return posts
    .filter((post) => post.until !== undefined && post.until > since)
    .map(({ role, place }) => ({ role, place }));
}
