import { ageAt } from '../../src/domain/rules/shanghai-day.ts';
import { buildingOf, gridOf, type Holder, type Neighbourhood } from './neighbourhood.ts';

/** Whom visitors of the demo can be. */
export interface Cast {
  readonly admin: Holder;
  readonly socialWorker: Holder;
  readonly head: Holder;
  readonly liaison: Holder;
  /** The liaison of another building group of the same grid: households move between the two. */
  readonly neighbour: Holder;
  readonly core: Holder;
  readonly volunteer: Holder;
}

function first(holders: readonly Holder[], what: string): Holder {
  const [holder] = holders;
  if (!holder) throw new Error(`the demo's roster has no ${what}`);
  return holder;
}

/**
 * How much there is to see in a building group: enough doors to fill a picture, watched people of several grades,
 * and a liaison of the age for whom the app is made.
 */
function worthSeeing(hood: Neighbourhood, { person, post }: Holder, now: number): number {
  const doors = hood.householdsOf.get(post.place)?.length ?? 0;
  const watched = hood.watched.filter(({ place }) => buildingOf(place) === post.place);
  const grades = new Set(watched.map(({ grade }) => grade)).size;
  const age = person.birthDate ? ageAt(person.birthDate, now) : 0;
  const ofAge = age >= 55 && age <= 75 ? 20 : 0;
  return doors + 3 * Math.min(watched.length, 6) + 5 * grades + ofAge;
}

/**
 * Chooses the people of the demo, all in the first grid, so that what one of them does another one sees. Only those
 * whose posts were in force before the demo's history begins.
 */
export function castOf(hood: Neighbourhood, since: number, now: number): Cast {
  const [grid] = hood.grids.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  if (!grid) throw new Error("the demo's roster has no grid");
  const here = ({ post, person }: Holder) => gridOf(post.place) === grid.place && !person.grade;
  const longest = (list: readonly Holder[]) =>
    list.toSorted((a, b) => Number(a.post.from > since) - Number(b.post.from > since));
  const liaisons = longest(hood.holders('liaison').filter(here))
    .filter(({ post }) => post.from <= since)
    .toSorted((a, b) => worthSeeing(hood, b, now) - worthSeeing(hood, a, now));
  const liaison = first(liaisons, 'liaison');
  return {
    admin: first(longest(hood.holders('admin')), 'administrator'),
    socialWorker: first(longest(hood.holders('socialWorker')), 'social worker'),
    head: first(
      hood.holders('head').filter(({ post }) => post.place === grid.place),
      'head',
    ),
    liaison,
    neighbour: first(liaisons.slice(1), 'second liaison'),
    core: first(longest(hood.holders('core').filter(here)), 'core volunteer'),
    volunteer: first(
      longest(hood.holders('volunteer')).filter(
        ({ person }) => gridOf(person.place) === grid.place && !person.grade,
      ),
      'volunteer',
    ),
  };
}
