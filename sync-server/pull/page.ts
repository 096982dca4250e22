import { asSeenBy, type Reader } from '../../src/domain/access.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { Change, PullAnswer } from '../../src/protocol/sync.ts';
import type { FeedDeparture, FeedRecord } from '../store/feed.ts';
import type { Sql } from '../store/store.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Everything a page is made from. */
export interface Reading {
  readonly sql: Sql;
  readonly community: string;
  readonly reader: Reader;
  /** Journals from before this time (ms) are not sent. */
  readonly notBefore: number;
  readonly limit: number;
}

export interface Page {
  readonly changes: readonly Change[];
  readonly next: Checkpoint;
  readonly more: boolean;
  readonly progress?: NonNullable<PullAnswer['progress']>;
}

/** The word that a record is not to be held any more. */
export const goneChange = ({ c, id }: Pick<FeedDeparture, 'c' | 'id'>): Change => ({
  c,
  id,
  gone: true,
});

/** A record as the reader may have it, or the word that it is too old to be kept on a device. */
export function changeFor(reading: Reading, found: FeedRecord): Change {
  if (found.agesAt !== null && found.agesAt < reading.notBefore) return goneChange(found);
  const record = JSON.parse(found.body) as AnyRecord;
  const r = asSeenBy(reading.reader, found.c as Collection, record);
  return r ? { c: found.c, r } : goneChange(found);
}
