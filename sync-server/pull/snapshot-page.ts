import type { Grant } from '../../src/domain/access.ts';
import { headOf } from '../store/community.ts';
import { snapshotPage, snapshotTotal, type SnapshotOf } from '../store/feed.ts';
import type { InSnapshot } from './checkpoint.ts';
import { changeFor, type Page, type Reading } from './page.ts';

const keyOf = ({ role, place }: Grant): string => `${place} ${role}`;

/** Grants that one side has and the other has not: only through them can a record be seen differently. */
function differing(a: readonly Grant[], b: readonly Grant[]): Grant[] {
  const left = new Set(a.map(keyOf));
  const right = new Set(b.map(keyOf));
  return [
    ...a.filter((grant) => !right.has(keyOf(grant))),
    ...b.filter((grant) => !left.has(keyOf(grant))),
  ];
}

function snapshotOf(reading: Reading, point: InSnapshot): SnapshotOf {
  const { community, reader, notBefore } = reading;
  const gained = point.has
    ? { since: point.since, grants: differing(point.has, point.scope) }
    : null;
  return { community, reader, gained, head: point.head, notBefore };
}

/** A snapshot that begins at `head`: whatever changes while it is read is in the feed from there. */
export function beginSnapshot(
  scope: Grant[],
  has: Grant[] | null,
  since: number,
  head: number,
): InSnapshot {
  return { at: 'snapshot', scope, has, since, head, after: null, done: 0, total: 0 };
}

/** The next page of what the reader has not got, and the feed from the snapshot's beginning after the last. */
export async function nextSnapshotPage(reading: Reading, point: InSnapshot): Promise<Page> {
  const found = await snapshotPage(
    reading.sql,
    snapshotOf(reading, point),
    point.after,
    reading.limit,
  );
  const last = found.at(-1);
  const done = point.done + found.length;
  const changes = found.map((record) => changeFor(reading, record));
  if (found.length === reading.limit && last) {
    // Counted once, and only where the first page does not tell by itself.
    const total = point.total || (await snapshotTotal(reading.sql, snapshotOf(reading, point)));
    const progress = { done, total: Math.max(done, total) };
    const after = { rank: last.rank, sort: last.sort, c: last.c, id: last.id };
    return { changes, next: { ...point, after, done, total }, more: true, progress };
  }
  const progress = { done, total: done };
  const more = (await headOf(reading.sql, reading.community)) > point.head;
  return { changes, next: { at: 'feed', scope: point.scope, version: point.head }, more, progress };
}
