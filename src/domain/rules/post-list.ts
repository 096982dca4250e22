import type { Reader } from '../access.ts';
import { appoints, type Post } from '../posts.ts';
import { covers, placeKindOf } from '../place.ts';
import type { Place } from '../places.ts';
import type { Role } from '../record-type.ts';
import { roles } from '../record-type.ts';

export interface PlacePosts<P extends Post = Post> {
  readonly place: string;
  readonly posts: readonly P[];
  /** The role which this place ought to have and nobody holds. */
  readonly vacant: Role | null;
}

const wanted: Readonly<Partial<Record<Place['kind'], Role>>> = {
  grid: 'head',
  building: 'liaison',
};

/** Posts not yet over, by place from the community down, with the vacancies; strongest role first. */
export function postsByPlace<P extends Post>(
  posts: readonly P[],
  places: readonly Pick<Place, 'place' | 'kind' | 'name'>[],
  now: number,
): PlacePosts<P>[] {
  const standing = posts.filter((post) => post.until === undefined || post.until > now);
  const held = Map.groupBy(standing, (post) => post.place);
  const order = new Intl.Collator('zh', { numeric: true });
  return places
    .filter((place) => place.kind !== 'household')
    .toSorted((a, b) => order.compare(a.place, b.place))
    .map(({ place, kind }) => {
      const here = (held.get(place) ?? []).toSorted(
        (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || order.compare(a.name, b.name),
      );
      const role = wanted[kind];
      const filled =
        role === undefined || here.some((post) => post.role === role && post.from <= now);
      return { place, posts: here, vacant: filled ? null : role };
    })
    .filter(({ posts: here, vacant }) => here.length > 0 || vacant !== null);
}

/** Where a role has its work: nobody is administrator of a building. */
const seats: Readonly<Record<Role, readonly Place['kind'][]>> = {
  admin: ['community'],
  socialWorker: ['community'],
  committee: ['community'],
  teamLeader: ['community', 'grid'],
  head: ['grid'],
  core: ['grid'],
  liaison: ['building'],
  volunteer: ['community', 'grid', 'building'],
};

/** The roles that this reader may give at a place and that have their work there. */
export function rolesToGive(reader: Reader, place: string): Role[] {
  return mayAppoint(reader, place).filter((role) => seats[role].includes(placeKindOf(place)));
}

/** Whether this reader may end a post of somebody else's, and name who takes it over. */
export function mayHandOver(
  reader: Reader,
  post: Pick<Post, 'place' | 'role' | 'person'>,
): boolean {
  return post.person !== reader.person && mayAppoint(reader, post.place).includes(post.role);
}

/** The roles this reader may give and take at a place. */
function mayAppoint(reader: Reader, place: string): Role[] {
  return roles.filter((role) =>
    reader.grants.some(
      (grant) => covers(grant.place, place) && appoints[grant.role]?.includes(role),
    ),
  );
}
