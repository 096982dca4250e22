import { useMemo } from 'react';
import { placeNames, type PlaceNames } from '../../domain/rules/place-words.ts';
import { useRecords } from '../../store/device-context.tsx';
import type { Directory } from './candidates.ts';

/** People, posts, places and needs of this device, for choosing and for naming somebody. */
export interface NamedDirectory extends Directory {
  readonly names: PlaceNames;
  /** What somebody is called, by id; null for people this device does not hold. */
  readonly nameOf: (person: string) => string | null;
}

/** Undefined while the device is being read. */
export function useDirectory(): NamedDirectory | undefined {
  const posts = useRecords('posts');
  const people = useRecords('people');
  const needs = useRecords('needs');
  const places = useRecords('places');
  return useMemo(() => {
    if (!posts || !people || !needs || !places) return undefined;
    const called = new Map(people.map(({ id, name }) => [id, name]));
    for (const { person, name } of posts) called.set(person, name);
    return {
      posts,
      people,
      needs,
      names: placeNames(places),
      nameOf: (person: string) => called.get(person) ?? null,
    };
  }, [posts, people, needs, places]);
}
