import type { Person } from '../../src/domain/people.ts';
import { placeAt } from '../../src/domain/place.ts';
import type { Place } from '../../src/domain/places.ts';
import type { Post } from '../../src/domain/posts.ts';
import type { Role } from '../../src/domain/record-type.ts';
import type { Existing } from '../../src/domain/roster/import-plan.ts';

/** Somebody who holds a post, with his own record. */
export interface Holder {
  readonly person: Person;
  readonly post: Post;
}

/** The community as the demo's stories need it. */
export interface Neighbourhood {
  readonly community: string;
  readonly grids: readonly Place[];
  readonly buildings: readonly Place[];
  /** Households of each building group, by their paths. */
  readonly householdsOf: ReadonlyMap<string, readonly Place[]>;
  readonly peopleOf: ReadonlyMap<string, readonly Person[]>;
  readonly watched: readonly Person[];
  readonly people: readonly Person[];
  /** Holders of a role, those first who have held it longest. */
  holders(role: Role): readonly Holder[];
  liaisonOf(building: string): Holder | null;
  headOf(grid: string): Holder | null;
}

export const buildingOf = (place: string): string => placeAt(place, 'building') ?? place;
export const gridOf = (place: string): string => placeAt(place, 'grid') ?? place;

/** Puts the imported records in order for whoever tells stories about them. */
export function neighbourhoodOf({ community, places, people, posts }: Existing): Neighbourhood {
  const byId = new Map(people.map((person) => [person.id, person]));
  const held = posts
    .flatMap((post): Holder[] => {
      const person = byId.get(post.person);
      return person ? [{ person, post }] : [];
    })
    .toSorted((a, b) => a.post.from - b.post.from || (a.person.name < b.person.name ? -1 : 1));
  const holders = (role: Role) => held.filter(({ post }) => post.role === role);
  const at = (role: Role, place: string) =>
    holders(role).find(({ post }) => post.place === place) ?? null;
  const kind = (of: Place['kind']) => places.filter((place) => place.kind === of);
  return {
    community: community.place,
    grids: kind('grid'),
    buildings: kind('building'),
    householdsOf: Map.groupBy(kind('household'), ({ place }) => buildingOf(place)),
    peopleOf: Map.groupBy(people, ({ place }) => place),
    watched: people.filter(({ grade }) => grade !== undefined),
    people,
    holders,
    liaisonOf: (building) => at('liaison', building),
    headOf: (grid) => at('head', grid),
  };
}
