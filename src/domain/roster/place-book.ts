import { parentOf } from '../place.ts';
import type { Place } from '../places.ts';
import { buildingKey, gridKey, householdKey, placeName } from './place-keys.ts';

type Kind = 'grid' | 'building' | 'household';
type KnownPlace = Pick<Place, 'kind' | 'place' | 'name'>;

const keyOf: Readonly<Record<Kind, (name: string) => string>> = {
  grid: gridKey,
  building: buildingKey,
  household: householdKey,
};

/** The places of a community by their names, and those that an import adds. */
export interface PlaceBook {
  /** Path of the place of that name inside `parent` and its name there, or null when there is none yet. */
  find(kind: Kind, parent: string, name: string): { path: string; name: string } | null;
  /** Path of the place of that name, adding it when there is none. */
  open(kind: Kind, parent: string, name: string): string;
  /** Places added so far, outermost first as they were opened. */
  added(): readonly { kind: Kind; place: string; name: string }[];
  hasGrids(): boolean;
  knowsGrid(community: string, key: string): boolean;
}

/**
 * A place is found by its name, however it is written (第3网格 is 第三网格), then by its path, so that a place
 * renamed since the last import is found again.
 */
export function placeBook(places: readonly KnownPlace[]): PlaceBook {
  const byKey = new Map<string, { path: string; name: string }>();
  const byPath = new Map<string, { path: string; name: string }>();
  const added: { kind: Kind; place: string; name: string }[] = [];
  let grids = 0;
  const remember = (kind: Kind, path: string, name: string): void => {
    const known = { path, name };
    byPath.set(path, known);
    byKey.set(`${parentOf(path) ?? ''} ${keyOf[kind](placeName(name))}`, known);
    if (kind === 'grid') grids += 1;
  };
  for (const { kind, place, name } of places) {
    if (kind !== 'community') remember(kind, place, name);
  }
  const find = (kind: Kind, parent: string, name: string) => {
    const key = keyOf[kind](name);
    return byKey.get(`${parent} ${key}`) ?? byPath.get(`${parent}/${key}`) ?? null;
  };
  return {
    find,
    open(kind, parent, name) {
      const known = find(kind, parent, name);
      if (known) return known.path;
      const path = `${parent}/${keyOf[kind](name)}`;
      remember(kind, path, name);
      added.push({ kind, place: path, name });
      return path;
    },
    added: () => added,
    hasGrids: () => grids > 0,
    knowsGrid: (community, key) =>
      byKey.has(`${community} ${key}`) || byPath.has(`${community}/${key}`),
  };
}
