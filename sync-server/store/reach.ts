import type { Reader } from '../../src/domain/access.ts';
import { asAuthor } from '../../src/domain/involvement.ts';
import { lineage, parentOf } from '../../src/domain/place.ts';
import type { SqlValue } from './store.ts';

/** Where to look for records `r`: what stands after `from`, and what must be true of it. */
export interface Reach {
  readonly from: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
}

export const everywhere: Reach = { from: 'records r', where: '', values: [] };

/**
 * Where everything lies that a reader could see, and somewhat more: his own places, those around them, what
 * involves him. Whoever serves a whole community finds it sooner by going through all there is.
 */
export function reachOf({ person, grants }: Reader, community: string): Reach {
  const places = [...new Set(grants.map(({ place }) => place))];
  if (places.some((place) => parentOf(place) === null)) return everywhere;
  const outer = [...new Set(places.flatMap(lineage))];
  const inside = 'select c, id from records where community = ? and place >= ? and place < ?';
  const around = outer.map(() => '?').join(', ');
  const parts = [
    ...places.map(() => inside),
    ...(outer.length === 0
      ? []
      : [`select c, id from records where community = ? and place in (${around})`]),
    'select c, id from involvement where community = ? and person in (?, ?)',
  ];
  return {
    // Written so that SQLite does not go through all there is only to spare itself a sorting, here or in the join.
    from: `(select distinct c, id from (${parts.join(' union all ')}) a) s cross join records r`,
    where: 'r.c = s.c and r.id = s.id and ',
    values: [
      // '0' is the character after '/': the range holds the place and whatever lies inside it.
      ...places.flatMap((place) => [community, place, `${place}0`]),
      ...(outer.length === 0 ? [] : [community, ...outer]),
      community,
      person,
      asAuthor(person),
    ],
  };
}
