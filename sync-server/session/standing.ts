import { createHash } from 'node:crypto';
import type { Reader } from '../../src/domain/access.ts';
import { grantsOf, heldSince, type DatedGrant } from '../../src/domain/grants.ts';
import { communityOf } from '../../src/domain/place.ts';
import type { Post } from '../../src/domain/posts.ts';
import { restingOf, rowsInvolving, type Resting } from '../store/records.ts';
import type { Sql } from '../store/store.ts';

/** What somebody may do now, and what he might have done until lately. */
export interface Standing {
  readonly reader: Reader;
  readonly grants: readonly DatedGrant[];
  /** With the posts that ended in the last months: edits made before the end are kept for review. */
  readonly lately: Reader;
}

/** How long an edit made under a post that has ended since is still kept for whoever is responsible now. */
export const lookBackMs = 90 * 86_400_000;

/** Those that are a person's own among the posts that involve him. */
export function postsAmong(found: readonly Resting[], community: string, person: string): Post[] {
  return found
    .map(({ record }) => record as unknown as Post)
    .filter((post) => post.person === person && communityOf(post.place) === community);
}

/** The posts of a person, ended and future ones among them. */
export async function postsOf(sql: Sql, community: string, person: string): Promise<Post[]> {
  const found = await rowsInvolving(sql, community, 'posts', person);
  return postsAmong(found.map(restingOf), community, person);
}

/** A person's standing at `now`, by his posts: one that has ended counts for nothing, with no job to run. */
export function standingBy(posts: readonly Post[], person: string, now: number): Standing {
  const grants = grantsOf(posts, now);
  const plain = grants.map(({ role, place }) => ({ role, place }));
  const ended = posts.filter((post) => post.from <= now);
  return {
    reader: { person, grants: plain },
    grants,
    lately: { person, grants: [...plain, ...heldSince(ended, now - lookBackMs)] },
  };
}

/** Changes whenever what a device may hold changes. */
export function scopeEpochOf({ person, grants }: Reader): string {
  const text = [person, ...grants.map(({ role, place }) => `${place} ${role}`)].join('\n');
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
