import { canDelete, canRead } from '../../src/domain/access.ts';
import { flawInWrite, mayAppoint, type Facts } from '../../src/domain/checks.ts';
import { wholeRecord } from '../../src/domain/merge.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { PushRow } from '../../src/protocol/sync.ts';
import { postsAmong } from '../session/standing.ts';
import type { Resting } from '../store/records.ts';
import { apply } from './apply.ts';
import { may, refused, seen, type Batch, type Verdict } from './batch.ts';
import { endPost, wasHeld } from './end-post.ts';
import { keepForReview } from './review.ts';
import { tombstoneOf } from './tombstone.ts';
import { unknownRecord } from './unknown-record.ts';
import { whyNoMore } from './why-no-more.ts';

export type DeleteRow = Extract<PushRow, { op: 'delete' }>;

const nothingMissing: Facts = {
  missing: new Set(),
  taken: false,
  strangers: new Set(),
  corrected: true,
};

/** Delete wins over edit; what others wrote since the person decided to delete is kept for review. */
async function keepNewerWriting(
  batch: Batch,
  { c, record, marks }: Resting,
  row: DeleteRow,
): Promise<void> {
  const newer = Object.entries(marks).filter(
    ([name, mark]) =>
      name !== wholeRecord && mark.device !== batch.arrival.device && mark.stamp > row.stamp,
  );
  if (newer.length === 0) return;
  const set = Object.fromEntries(newer.map(([name]) => [name, record[name] ?? null]));
  const stamps = Object.fromEntries(newer.map(([name, mark]) => [name, mark.stamp]));
  await keepForReview(
    batch,
    { op: 'edit', c, id: record.id, set, stamps, seen: record.version },
    record.place,
    'recordDeleted',
  );
}

/** Whether a person holds a post, now or later, from which the writer may not dismiss him: deleting him would. */
async function holdsBeyond(batch: Batch, person: string): Promise<boolean> {
  const { desk, session, arrival } = batch;
  const posts = postsAmong(await desk.involving('posts', person), session.community, person);
  return posts
    .filter(({ until }) => until === undefined || until > arrival.at)
    .some((post) => !may(batch, (reader) => mayAppoint(reader, post)));
}

/** Takes in a deletion; the record leaves nothing but its name. */
export async function remove(batch: Batch, c: Collection, row: DeleteRow): Promise<Verdict> {
  const found = await batch.desk.find(c, row.id);
  if (!found && batch.session.system) return refused({ code: 'notAllowed' }, null);
  const existing = found ?? unknownRecord(c, row.id);
  const { record } = existing;
  if (existing.gone) {
    const was = await whyNoMore(batch, c, row.id, existing, (who, earlier) =>
      canRead(who, c, earlier),
    );
    const known = batch.session.system || was !== null;
    return known ? { outcome: 'duplicate', record: null } : refused({ code: 'notAllowed' }, null);
  }
  const shown = seen(batch, c, record);
  if (!shown || !may(batch, (reader) => canDelete(reader, c, record))) {
    const reason = await whyNoMore(
      batch,
      c,
      row.id,
      existing,
      (who, was) => canRead(who, c, was) && canDelete(who, c, was),
    );
    if (!reason) return refused({ code: 'notAllowed' }, shown);
    await keepForReview(batch, row, record.place, reason);
    return { outcome: 'quarantined', problem: { code: reason }, record: shown };
  }
  if (c === 'places' && (await batch.desk.isInhabited(record.place))) {
    return refused({ code: 'placeInUse' }, record);
  }
  if (c === 'people' && (await holdsBeyond(batch, record.id))) {
    return refused({ code: 'appointNotAllowed' }, record);
  }
  const flaw = batch.session.system
    ? null
    : flawInWrite(batch.standing.reader, c, record, record, nothingMissing);
  if (flaw) return refused(flaw, record);
  if (wasHeld(batch, existing)) return endPost(batch, existing, row.stamp);
  await keepNewerWriting(batch, existing, row);
  await apply(batch, existing, tombstoneOf(existing));
  return { outcome: 'accepted', record: null };
}
