import { doorInPath } from '../door.ts';
import { lineage, placeKindOf } from '../place.ts';
import type { Place } from '../places.ts';

/** What places are called, by their path. */
export type PlaceNames = ReadonlyMap<string, string>;

/** The names of the places at hand. */
export function placeNames(places: readonly Pick<Place, 'place' | 'name'>[]): PlaceNames {
  return new Map(places.map(({ place, name }) => [place, name]));
}

/**
 * A place as people say it: 第二网格 · 5号楼1单元 402. What is not at hand is left out, and a door whose
 * record is not sent is read from its path.
 */
export function placeInWords(place: string, names: PlaceNames): string {
  if (placeKindOf(place) === 'community') return names.get(place) ?? '';
  const [, grid, building, household] = lineage(place);
  const door = household && (names.get(household) ?? doorInPath(household) ?? '');
  const house = [building && names.get(building), door].filter(Boolean).join(' ');
  return [grid && names.get(grid), house].filter(Boolean).join(' · ');
}
