import {
  afterConsequence,
  consequencesOf,
  type Consequence,
} from '../../src/domain/consequences.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { findRecord, recordsAt, recordsInvolving, type Resting } from '../store/records.ts';
import { writeRecord } from '../store/write-record.ts';
import { standingIn, type Batch } from './batch.ts';

async function write(batch: Batch, was: Resting | null, next: Resting): Promise<AnyRecord> {
  const { record, touched } = await writeRecord(batch.sql, was, next, batch.arrival.at);
  batch.touched.push(...touched);
  return record;
}

async function concerned({ sql, session }: Batch, consequence: Consequence): Promise<Resting[]> {
  return consequence.of === 'watchers'
    ? recordsInvolving(sql, session.community, 'visits', consequence.person)
    : recordsAt(sql, session.community, consequence.from);
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
  if (was && !was.gone && !next.gone) {
    for (const consequence of consequencesOf(next.c, was.record, record))
      await follow(batch, consequence);
  }
  // Whoever ends or begins a post of his own goes on with what is left or added.
  if (next.c === 'posts')
    batch.standing = await standingIn(batch.sql, batch.session, batch.arrival.at);
  return record;
}

/** The people who look in on the person a visit was paid to. */
export async function watchersFor(
  { sql, session }: Batch,
  record: AnyRecord,
): Promise<readonly string[]> {
  const person = record['person'];
  if (typeof person !== 'string') return [];
  const found = await findRecord(sql, session.community, 'people', person);
  return (found?.record['watchers'] as readonly string[] | undefined) ?? [];
}
