import {
  afterConsequence,
  asksForWatchers,
  consequencesOf,
  consequencesOfRemoval,
  tellsOf,
  type Consequence,
} from '../../src/domain/consequences.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { collections, type Collection } from '../../src/domain/record-types.ts';
import { keepReceipt } from '../session/receipts.ts';
import type { Resting } from '../store/records.ts';
import { standingOn, type Batch } from './batch.ts';

function write(batch: Batch, was: Resting | null, next: Resting): AnyRecord {
  const { record, touched } = batch.desk.write(was, next, batch.arrival.at);
  batch.touched.push(...touched);
  return record;
}

async function concerned({ desk }: Batch, consequence: Consequence): Promise<Resting[]> {
  if (consequence.of !== 'watchers') return desk.restingAt(consequence.from);
  const about = collections.filter(asksForWatchers);
  const found: Resting[] = [];
  for (const c of about) found.push(...(await desk.involving(c, consequence.person)));
  return found;
}

async function follow(batch: Batch, consequence: Consequence): Promise<void> {
  const stayed: Resting[] = [];
  const changed = new Set<string>();
  for (const other of await concerned(batch, consequence)) {
    const record = afterConsequence(other.c, other.record, consequence);
    if (record) {
      write(batch, other, { ...other, record });
      changed.add(`${other.c}/${record.id}`);
    } else stayed.push(other);
  }
  if (consequence.of !== 'person') return;
  for (const other of stayed) {
    if (!tellsOf(other.record, changed)) continue;
    write(batch, other, { ...other, record: { ...other.record, place: consequence.to } });
  }
}

/** Writes one record and everything that follows from it for others. */
export async function apply(batch: Batch, was: Resting | null, next: Resting): Promise<AnyRecord> {
  const record = write(batch, was, next);
  if (was && !was.gone) {
    const consequences = next.gone
      ? consequencesOfRemoval(next.c, was.record)
      : consequencesOf(next.c, was.record, record);
    for (const consequence of consequences) await follow(batch, consequence);
  }
  if (next.c === 'posts' && !next.gone) {
    const before = was?.gone === false ? was.record : null;
    batch.touched.push(...(await keepReceipt(batch.desk, before, record, batch.arrival.at)));
  }
  // Whoever ends or begins a post of his own goes on with what is left or added.
  if (next.c === 'posts')
    batch.standing = await standingOn(batch.desk, batch.session, batch.arrival.at);
  return record;
}

/** The people who look in on the person a record is about, where that matters to it. */
export async function watchersFor(
  { desk }: Batch,
  c: Collection,
  record: AnyRecord,
): Promise<readonly string[]> {
  const person = record['person'];
  if (typeof person !== 'string' || !asksForWatchers(c)) return [];
  const found = await desk.find('people', person);
  return (found?.record['watchers'] as readonly string[] | undefined) ?? [];
}
