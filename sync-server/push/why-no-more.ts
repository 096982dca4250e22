import type { Reader } from '../../src/domain/access.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { ProblemCode } from '../../src/protocol/problem.ts';
import { lookBackMs } from '../session/standing.ts';
import type { Resting } from '../store/records.ts';
import type { Batch } from './batch.ts';

/** A record as somebody may once have seen it. */
type Was = Pick<AnyRecord, 'kind' | 'place' | 'involves'>;

/**
 * Why somebody may not do now what he might have done when he did it offline: the record was deleted, his
 * post ended, or the record moved. Null when it was never his to do.
 */
export async function whyNoMore(
  { desk, standing, arrival }: Batch,
  c: Collection,
  id: string,
  existing: Resting,
  allowed: (who: Reader, was: Was) => boolean,
): Promise<ProblemCode | null> {
  const earlier = await desk.departuresOf(c, id, arrival.at - lookBackMs);
  if (!existing.gone && allowed(standing.lately, existing.record)) return 'postEnded';
  if (!earlier.some((was) => allowed(standing.lately, was))) return null;
  return existing.gone ? 'recordDeleted' : 'placeMoved';
}
