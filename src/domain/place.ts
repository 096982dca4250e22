/**
 * A place is named by its path from the community down, such as `c1/g03/b12/h0502`.
 * The first letter of a segment says what it is: community, grid, building group, household.
 */
export type PlacePath = string;

export const placePathPattern =
  /^c[0-9a-z]{1,24}(\/g[0-9a-z]{1,12}(\/b[0-9a-z]{1,12}(\/h[0-9a-z]{1,24})?)?)?$/;

export type PlaceKind = 'community' | 'grid' | 'building' | 'household';

const kindByDepth: readonly PlaceKind[] = ['community', 'grid', 'building', 'household'];

/** True when `place` is `outer` itself or lies inside it. */
export function covers(outer: PlacePath, place: PlacePath): boolean {
  return place === outer || place.startsWith(`${outer}/`);
}

/** The place and everything it lies in, outermost first: `c1`, `c1/g03`, `c1/g03/b12`. */
export function lineage(place: PlacePath): PlacePath[] {
  const segments = place.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** The place one step further out, or null for a community. */
export function parentOf(place: PlacePath): PlacePath | null {
  const end = place.lastIndexOf('/');
  return end < 0 ? null : place.slice(0, end);
}

/** The community a place belongs to: the first segment of its path. */
export function communityOf(place: PlacePath): PlacePath {
  const end = place.indexOf('/');
  return end < 0 ? place : place.slice(0, end);
}

/** What kind of place a path names, by its depth. */
export function placeKindOf(place: PlacePath): PlaceKind {
  return kindByDepth[place.split('/').length - 1] ?? 'household';
}

/** The part of `place` at the given kind's depth, or null when the path is shorter. */
export function placeAt(place: PlacePath, kind: PlaceKind): PlacePath | null {
  const depth = kindByDepth.indexOf(kind) + 1;
  const segments = place.split('/');
  return segments.length < depth ? null : segments.slice(0, depth).join('/');
}
