import {
  afterConsequence,
  asksForWatchers,
  consequencesOf,
  consequencesOfRemoval,
  type Consequence,
} from '../../src/domain/consequences.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { collections, type Collection } from '../../src/domain/record-types.ts';
import { keepReceipt } from '../session/receipts.ts';
import { findRecord, recordsAt, recordsInvolving, type Resting } from '../store/records.ts';
import { writeRecord } from '../store/write-record.ts';
import { standingIn, type Batch } from './batch.ts';

async function write(batch: Batch, was: Resting | null, next: Resting): Promise<AnyRecord> {
  const { record, touched } = await writeRecord(batch.sql, was, next, batch.arrival.at);
  batch.touched.push(...touched);
  return record;
}

async function concerned({ sql, session }: Batch, consequence: Consequence): Promise<Resting[]> {
  const { community } = session;
  if (consequence.of !== 'watchers') return recordsAt(sql, community, consequence.from);
  const about = collections.filter(asksForWatchers);
  const found: Resting[] = [];
  for (const c of about) {
    found.push(...(await recordsInvolving(sql, community, c, consequence.person)));
  }
  return found;
}

async function follow(batch: Batch, consequence: Consequence): Promise<void> {
  for (const other of await concerned(batch, consequence)) {
    const record = afterConsequence(other.c, other.record, consequence);
    if (record) await write(batch, other, { ...other, record });
  }
}

/** Writes one record and everything that follows from it for others. */
export async function apply(batch: Batch, was: Resting | null, next: Resting): Promise<AnyRecord> {
  const record = await write(batch, was, next);
  if (was && !was.gone) {
    const consequences = next.gone
      ? consequencesOfRemoval(next.c, was.record)
      : consequencesOf(next.c, was.record, record);
    for (const consequence of consequences) await follow(batch, consequence);
  }
  if (next.c === 'posts' && !next.gone) {
    const before = was?.gone === false ? was.record : null;
    batch.touched.push(...(await keepReceipt(batch.sql, before, record, batch.arrival.at)));
  }
  // Whoever ends or begins a post of his own goes on with what is left or added.
  if (next.c === 'posts')
    batch.standing = await standingIn(batch.sql, batch.session, batch.arrival.at);
  return record;
}

/** The people who look in on the person a record is about, where that matters to it. */
export async function watchersFor(
  { sql, session }: Batch,
  c: Collection,
  record: AnyRecord,
): Promise<readonly string[]> {
  const person = record['person'];
  if (typeof person !== 'string' || !asksForWatchers(c)) return [];
  const found = await findRecord(sql, session.community, 'people', person);
  return (found?.record['watchers'] as readonly string[] | undefined) ?? [];
}
