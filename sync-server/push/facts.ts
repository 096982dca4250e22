import { canRead } from '../../src/domain/access.ts';
import { askedBy, type Facts } from '../../src/domain/checks.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { lineage } from '../../src/domain/place.ts';
import { lookBackMs } from '../session/standing.ts';
import { departuresOf, whoLeft } from '../store/departures.ts';
import { findRecord, placeAtPath, recordsInvolving } from '../store/records.ts';
import type { Batch } from './batch.ts';

/** Whether the writer may name this person: he sees the person's record, or a post the person holds. */
async function knows({ sql, session, standing }: Batch, person: string): Promise<boolean> {
  const found = await findRecord(sql, session.community, 'people', person);
  if (!found || found.gone) return false;
  if (session.system || canRead(standing.reader, 'people', found.record)) return true;
  const posts = await recordsInvolving(sql, session.community, 'posts', person);
  return posts.some(({ record }) => canRead(standing.reader, 'posts', record));
}

/** Looks up what a write must be checked against. */
export async function factsFor(
  batch: Batch,
  c: Collection,
  before: AnyRecord | null,
  after: AnyRecord,
): Promise<Facts> {
  const { sql, session } = batch;
  const asked = askedBy(c, before, after);
  const missing = new Set<string>();
  const strangers = new Set<string>();
  for (const path of asked.places) {
    if (!(await placeAtPath(sql, session.community, path))) missing.add(path);
  }
  for (const person of asked.people.keys()) {
    if (!(await knows(batch, person))) strangers.add(person);
  }
  const holder = asked.free === null ? null : await placeAtPath(sql, session.community, asked.free);
  return { missing, strangers, taken: holder !== null && holder.id !== after.id };
}

/** Where what a new record is about has gone meanwhile: its person may have moved, or its household. */
export async function placeNow({ sql, session }: Batch, record: AnyRecord): Promise<string> {
  const { community } = session;
  const person = typeof record['person'] === 'string' ? record['person'] : null;
  const found = person ? await findRecord(sql, community, 'people', person) : null;
  if (found && !found.gone && found.record.place !== record.place) {
    const earlier = await departuresOf(sql, community, 'people', found.record.id, 0);
    if (earlier.some((departure) => departure.place === record.place)) return found.record.place;
  }
  if (await placeAtPath(sql, community, record.place)) return record.place;
  const left = await whoLeft(sql, community, record.place);
  const household = left ? await findRecord(sql, community, 'places', left) : null;
  return household && !household.gone ? household.record.place : record.place;
}

/** The innermost living place around a path: whoever is responsible there answers for what is left. */
export async function livingPlace({ sql, session }: Batch, path: string): Promise<string> {
  for (const outer of lineage(path).toReversed()) {
    if (await placeAtPath(sql, session.community, outer)) return outer;
  }
  return session.community;
}

/** Whether a deleted person is one whom the writer could see before. */
export async function hasLostPerson(batch: Batch, record: AnyRecord): Promise<boolean> {
  const { sql, session, standing, arrival } = batch;
  const person = record['person'];
  if (typeof person !== 'string') return false;
  const found = await findRecord(sql, session.community, 'people', person);
  if (!found?.gone) return false;
  const earlier = await departuresOf(
    sql,
    session.community,
    'people',
    person,
    arrival.at - lookBackMs,
  );
  return earlier.some((was) => session.system || canRead(standing.lately, 'people', was));
}
