import { canCreate, type Subject } from '../../src/domain/access.ts';
import { asksForWatchers } from '../../src/domain/consequences.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { lookBackMs } from '../session/standing.ts';
import type { Resting } from '../store/records.ts';
import type { Batch } from './batch.ts';

/** The person whom a record says it is about, living or deleted. */
export async function personOf({ desk }: Batch, record: AnyRecord): Promise<Resting | null> {
  const person = record['person'];
  return typeof person === 'string' ? desk.find('people', person) : null;
}

/** The living person whom a new record is about, where it matters who looks in on him. */
export function subjectOf(c: Collection, about: Resting | null): Subject | null {
  if (!about || about.gone || !asksForWatchers(c)) return null;
  const { id, place } = about.record;
  return { id, place, watchers: about.record['watchers'] as string[] | undefined };
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
