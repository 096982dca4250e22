import type { Grant } from '../access.ts';
import { covers, parentOf, placeKindOf } from '../place.ts';
import { placeInWords, type PlaceNames } from './place-words.ts';

/** What goes without saying to somebody with these posts: the place of the nearest one, if it is his only such place. */
function understood(place: string, grants: readonly Pick<Grant, 'place'>[]): string | null {
  const held = [...new Set(grants.map((grant) => grant.place))];
  const nearest = held
    .filter((own) => own !== place && covers(own, place))
    .toSorted((a, b) => b.length - a.length)[0];
  if (nearest === undefined) return null;
  const alike = held.filter((own) => placeKindOf(own) === placeKindOf(nearest));
  return alike.length === 1 ? nearest : parentOf(nearest);
}

/**
 * A place as colleagues say it among themselves: to the liaison of one building 402, to the head of its grid
 * 5号楼1单元 402, to the centre 第二网格 · 5号楼1单元 402.
 */
export function placeFromHere(
  place: string,
  names: PlaceNames,
  grants: readonly Pick<Grant, 'place'>[],
): string {
  const known = understood(place, grants);
  if (known === null) return placeInWords(place, names);
  const told = new Map([...names].filter(([path]) => !covers(path, known)));
  return placeInWords(place, told) || placeInWords(place, names);
}
