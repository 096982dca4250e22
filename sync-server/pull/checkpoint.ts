import { z } from 'zod';
import { roles } from '../../src/domain/record-type.ts';
import type { Core } from '../core.ts';
import { sameSecret, sealOf } from '../session/secrets.ts';
import type { Session } from '../session/session.ts';
import type { Origin } from '../store/lineage.ts';

const grant = z.object({ role: z.enum(roles), place: z.string() });
const grants = z.array(grant);

/** Where a reader stands in the feed, with the scope under which he holds what he has. */
const inFeed = z.object({ at: z.literal('feed'), scope: grants, version: z.int() });

/**
 * The scope has changed: first what he may no longer hold. `holds` is the scope of all that may be on the
 * device, as it was at `since`; `has` is what certainly is there, null where nothing can be counted on.
 */
const leaving = z.object({
  at: z.literal('leaving'),
  scope: grants,
  holds: grants,
  has: grants.nullable(),
  since: z.int(),
  /** The last number when the telling began: what leaves from then on is told by the feed. */
  head: z.int(),
  /** The record told last, then the departure told last. */
  record: z.tuple([z.string(), z.string()]).nullable(),
  departure: z.int(),
});

const cursor = z.object({ rank: z.int(), sort: z.int(), c: z.string(), id: z.string() });

/** Then, page by page, what he has not got; from `head` on he is in the feed. */
const inSnapshot = z.object({
  at: z.literal('snapshot'),
  scope: grants,
  has: grants.nullable(),
  since: z.int(),
  head: z.int(),
  after: cursor.nullable(),
  done: z.int(),
  total: z.int(),
});

const checkpoint = z.discriminatedUnion('at', [inFeed, leaving, inSnapshot]);
const known = checkpoint.and(z.object({ mark: z.string() }));
export type InFeed = z.infer<typeof inFeed>;
export type Leaving = z.infer<typeof leaving>;
export type InSnapshot = z.infer<typeof inSnapshot>;
export type Checkpoint = z.infer<typeof checkpoint>;

/** Whom a checkpoint was given to, in which life of the store; it is worth nothing to anybody else. */
export interface Bearer {
  readonly secret: string;
  readonly epoch: string;
  readonly community: string;
  readonly person: string;
}

function signature(bearer: Bearer, body: string): string {
  return sealOf(bearer.secret, [bearer.epoch, bearer.community, bearer.person, body].join('\n'));
}

/** In whose hands a checkpoint of this store is worth something. */
export const bearerOf = ({ secret, epoch }: Core, { community, person }: Session): Bearer => ({
  secret,
  epoch,
  community,
  person,
});

/** The newest number that a checkpoint counts on. */
export function numberOf(point: Checkpoint): number {
  return point.at === 'feed' ? point.version : point.head;
}

/** The checkpoint as the device keeps it: it can read it and cannot change it. `mark` is that of its number. */
export function writeCheckpoint(bearer: Bearer, point: Checkpoint, mark: string): string {
  const body = Buffer.from(JSON.stringify({ ...point, mark })).toString('base64url');
  return `${body}.${signature(bearer, body)}`;
}

/** A checkpoint that was given out, with the mark under which its number was given. */
export type KnownCheckpoint = Checkpoint & { readonly mark: string };

/** The checkpoint again, or null when it is not one that was given to this bearer. */
export function readCheckpoint(bearer: Bearer, text: string): KnownCheckpoint | null {
  const [body = '', signed = '', ...rest] = text.split('.');
  if (rest.length > 0 || !sameSecret(signature(bearer, body), signed)) return null;
  const point = known.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return point.success ? point.data : null;
}

/** What a checkpoint says of the history it was made in. */
export const originOf = (point: KnownCheckpoint): Origin => ({
  version: numberOf(point),
  mark: point.mark,
});
