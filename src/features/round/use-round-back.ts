import { useReader } from '../../store/device-context.tsx';

/** Where one gets from a building: to the list of buildings, or nowhere for whoever goes round in one only. */
export function useRoundBack(): string | undefined {
  const places = new Set(useReader().grants.map((grant) => grant.place));
  const onlyBuilding = [...places].every((place) => place.includes('/b')) && places.size === 1;
  return onlyBuilding ? undefined : '/round';
}
