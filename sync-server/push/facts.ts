import { canRead } from '../../src/domain/access.ts';
import { answersFor, askedBy, type Facts } from '../../src/domain/checks.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { lineage } from '../../src/domain/place.ts';
import { lookBackMs } from '../session/standing.ts';
import type { Resting } from '../store/records.ts';
import type { Batch } from './batch.ts';

/** Whether the writer may name this person: he sees the person's record, or a post the person holds. */
async function knows({ desk, session, standing }: Batch, person: string): Promise<boolean> {
  const found = await desk.find('people', person);
  if (session.system) return found?.gone === false;
  if (found?.gone === false && canRead(standing.reader, 'people', found.record)) return true;
  // Asked for whoever does not exist too: it must not be answered sooner than for somebody out of sight.
  const posts = await desk.involving('posts', person);
  if (!found || found.gone) return false;
  return posts.some(({ record }) => canRead(standing.reader, 'posts', record));
}

/** Whether this visit is the writer's to correct: he paid it, or answers for where it was paid. */
async function mayCorrect({ desk, session, standing }: Batch, id: string): Promise<boolean> {
  const visit = await desk.find('visits', id);
  if (!visit || visit.gone) return session.system;
  return session.system || answersFor(standing.reader, visit.record);
}

/** Looks up what a write must be checked against. */
export async function factsFor(
  batch: Batch,
  c: Collection,
  before: AnyRecord | null,
  after: AnyRecord,
): Promise<Facts> {
  const { desk } = batch;
  const asked = askedBy(c, before, after);
  const missing = new Set<string>();
  const strangers = new Set<string>();
  for (const path of asked.places) {
    if (!(await desk.placeAt(path))) missing.add(path);
  }
  for (const person of asked.people.keys()) {
    if (!(await knows(batch, person))) strangers.add(person);
  }
  const holder = asked.free === null ? null : await desk.placeAt(asked.free);
  const corrected = asked.corrected === null || (await mayCorrect(batch, asked.corrected));
  return { missing, strangers, taken: holder !== null && holder !== after.id, corrected };
}

/** Where what a new record is about has gone meanwhile: its person may have moved, or its household. */
export async function placeNow(
  { desk }: Batch,
  record: AnyRecord,
  found: Resting | null,
): Promise<string> {
  const person = typeof record['person'] === 'string' ? record['person'] : null;
  if (person && !(found?.gone === false && found.record.place === record.place)) {
    const earlier = await desk.departuresOf('people', person, 0);
    const wasHere = earlier.some((departure) => departure.place === record.place);
    if (wasHere && found?.gone === false) return found.record.place;
  }
  if (await desk.placeAt(record.place)) return record.place;
  const left = await desk.whoLeft(record.place);
  const household = left ? await desk.find('places', left) : null;
  return household && !household.gone ? household.record.place : record.place;
}

/** The innermost living place around a path: whoever is responsible there answers for what is left. */
export async function livingPlace({ desk, session }: Batch, path: string): Promise<string> {
  for (const outer of lineage(path).toReversed()) {
    if (await desk.placeAt(outer)) return outer;
  }
  return session.community;
}

/** Whether a deleted person is one whom the writer could see before. */
export async function hasLostPerson(batch: Batch, about: Resting | null): Promise<boolean> {
  const { desk, session, standing, arrival } = batch;
  if (!about?.gone) return false;
  const earlier = await desk.departuresOf('people', about.record.id, arrival.at - lookBackMs);
  return earlier.some((was) => session.system || canRead(standing.lately, 'people', was));
}
