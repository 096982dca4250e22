import { placeKindOf } from '../../domain/place.ts';
import { useReader } from '../../store/device-context.tsx';

/** Where a building leads back to: the choice of buildings, or the first screen for whoever has one building only. */
export function useRoundBack(): string {
  const places = new Set(useReader().grants.map((grant) => grant.place));
  const [first = ''] = places;
  return places.size === 1 && placeKindOf(first) === 'building' ? '/today' : '/round';
}
