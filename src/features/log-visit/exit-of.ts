import { placeAt } from '../../domain/place.ts';
import type { Visit } from '../../domain/visits.ts';
import { placeParam } from '../../ui/place-param.ts';

/** Where a visit leads when it is not known where one came from: its building on a round, else the first screen. */
export function exitOf({ kind, place }: Pick<Visit, 'kind' | 'place'>): string {
  const building = placeAt(place, 'building');
  return kind === 'round' && building ? `/round/${placeParam(building)}` : '/today';
}
