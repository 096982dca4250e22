import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useRecord, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';

/** Where something is, in words, and whom it is about as far as this device knows. */
export interface Whereabouts {
  readonly where: string;
  readonly person: Local<'people'> | null;
}

export function useWhereabouts(place: string, personId: string | null): Whereabouts | undefined {
  const places = useRecords('places', {
    where: { kind: { $in: ['community', 'grid', 'building'] } },
  });
  const person = useRecord('people', personId);
  if (!places || person === undefined) return undefined;
  return { where: placeInWords(place, placeNames(places)), person };
}
