import type { Person } from '../../src/domain/people.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { buildingOf, gridOf, type Holder, type Neighbourhood } from './neighbourhood.ts';

/** Who looks in on whom: volunteers and core volunteers of the same grid, by the watched person's id. */
export type CarePlans = ReadonlyMap<string, readonly Holder[]>;

const mostForOne = 5;

/** Those whom the demo's volunteer looks in on: some in the demo liaison's building, some next door. */
function chosenFor({ liaison, neighbour }: Cast, watched: readonly Person[]): Person[] {
  const at = (place: string) => watched.filter((person) => buildingOf(person.place) === place);
  return [...at(liaison.post.place).slice(0, 3), ...at(neighbour.post.place).slice(0, 1)];
}

/** Gives every watched person one or two watchers, nobody more than five people. */
export function carePlansFor(
  hood: Neighbourhood,
  cast: Cast,
  since: number,
  chance: Chance,
): CarePlans {
  const plans = new Map<string, Holder[]>();
  const load = new Map<string, number>();
  const give = (watched: Person, holder: Holder): void => {
    plans.set(watched.id, [...(plans.get(watched.id) ?? []), holder]);
    load.set(holder.person.id, (load.get(holder.person.id) ?? 0) + 1);
  };
  const isFree = ({ person }: Holder): boolean => (load.get(person.id) ?? 0) < mostForOne;
  const helpers = [...hood.holders('volunteer'), ...hood.holders('core')].filter(
    ({ post, person }) =>
      post.from <= since && !person.grade && person.id !== cast.volunteer.person.id,
  );
  for (const watched of chosenFor(cast, hood.watched)) give(watched, cast.volunteer);
  for (const watched of chance.shuffled(hood.watched)) {
    const nearby = chance
      .shuffled(helpers)
      .filter((holder) => gridOf(holder.person.place) === gridOf(watched.place) && isFree(holder))
      .toSorted((a, b) => (load.get(a.person.id) ?? 0) - (load.get(b.person.id) ?? 0));
    const wanted =
      (watched.grade === 'high' || chance.sometimes(0.2) ? 2 : 1) -
      (plans.get(watched.id)?.length ?? 0);
    for (const holder of nearby.slice(0, Math.max(0, wanted))) give(watched, holder);
  }
  return plans;
}
