import { canCreate, type Subject } from '../../src/domain/access.ts';
import { asksForWatchers } from '../../src/domain/consequences.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { lookBackMs } from '../session/standing.ts';
import type { Batch } from './batch.ts';

/** The living person whom a new record says it is about. */
export async function subjectOf(
  { desk }: Batch,
  c: Collection,
  draft: AnyRecord,
): Promise<Subject | null> {
  const person = draft['person'];
  if (typeof person !== 'string' || !asksForWatchers(c)) return null;
  const found = await desk.find('people', person);
  if (!found || found.gone) return null;
  const watchers = found.record['watchers'] as string[] | undefined;
  return { id: found.record.id, place: found.record.place, watchers };
}

/** Whether the writer looked in on this person until lately: what she wrote then is kept for review. */
export async function wasTied(
  { desk, arrival, standing }: Batch,
  c: Collection,
  draft: AnyRecord,
  subject: Subject | null,
): Promise<boolean> {
  if (!subject) return false;
  const since = arrival.at - lookBackMs;
  const earlier = await desk.departuresOf('people', subject.id, since);
  return earlier.some(({ place, involves }) =>
    canCreate(standing.reader, c, draft, { id: subject.id, place, watchers: involves }),
  );
}
