import type { Reader } from './access.ts';
import { covers } from './place.ts';
import type { AnyRecord } from './record-type.ts';

/**
 * How a record names whoever wrote it among those it involves. What one wrote in office is one's to see as long
 * as one holds a post there: with the post it is handed over.
 */
export const asAuthor = (person: string): string => `by:${person}`;

/** Whether a record concerns this person, is assigned to him, or was written by him where he still serves. */
export function isInvolved(
  { person, grants }: Reader,
  { involves, place }: Pick<AnyRecord, 'involves' | 'place'>,
): boolean {
  if (involves.includes(person)) return true;
  return involves.includes(asAuthor(person)) && grants.some((grant) => covers(grant.place, place));
}
