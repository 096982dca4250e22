import type { Mark } from '../../src/domain/marks.ts';
import type { Post } from '../../src/domain/posts.ts';
import type { Resting } from '../store/records.ts';
import { apply } from './apply.ts';
import type { Batch, Verdict } from './batch.ts';

/**
 * Whether somebody served by this post: then its deletion would take away what tells that his late work is his, and
 * from whom his devices still have to come. What an import made is taken back whole.
 */
export function wasHeld(batch: Batch, { c, record }: Resting): boolean {
  if (c !== 'posts' || batch.session.system || record['importBatch'] !== undefined) return false;
  return (record as unknown as Post).from <= batch.arrival.at;
}

/** Ends a post instead of deleting it; one that is over keeps the end it had. */
export async function endPost(batch: Batch, existing: Resting, said: number): Promise<Verdict> {
  const { record, marks } = existing;
  const { at, by, device } = batch.arrival;
  const { until } = record as unknown as Post;
  if (until !== undefined && until <= at) return { outcome: 'duplicate', record };
  const mark: Mark = { stamp: Math.min(said, at), said, device, by, version: batch.desk.peek() };
  const ended = await apply(batch, existing, {
    ...existing,
    record: { ...record, until: at },
    marks: { ...marks, until: mark },
  });
  return { outcome: 'accepted', record: ended };
}
