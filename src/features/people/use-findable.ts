import { useEffect, useMemo, useState } from 'react';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import { placeNames } from '../../domain/rules/place-words.ts';
import { doorInPath } from '../../domain/door.ts';
import { useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatList } from '../../ui/format.ts';
import { loadPinyin } from './pinyin.ts';
import { searchIndex, type Findable, type Pinyin, type SearchIndex } from './search-index.ts';

/** A person or a household as a line in the list. */
export type Found = Findable &
  (
    | { readonly kind: 'person'; readonly record: Local<'people'> }
    | { readonly kind: 'household'; readonly record: Local<'places'>; readonly members: string }
  );

/** Everybody and every door on this device, ready to be searched; undefined while being read. */
export function useFindable(): { list: readonly Found[]; index: SearchIndex<Found> } | undefined {
  const { grants } = useReader();
  const people = useRecords('people');
  const places = useRecords('places');
  const [pinyin, setPinyin] = useState<{ of: Pinyin } | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadPinyin().then((of) => wanted && setPinyin({ of }));
    return () => {
      wanted = false;
    };
  }, []);
  const list = useMemo(() => {
    if (!people || !places) return undefined;
    const names = placeNames(places);
    const homes = Map.groupBy(people, (person) => person.place);
    const byPlace = new Intl.Collator('zh', { numeric: true });
    const found = people.map((record): Found => ({
      kind: 'person',
      record,
      id: record.id,
      name: record.name,
      door: names.get(record.place) ?? doorInPath(record.place) ?? '',
      phone: record.phone ?? '',
      where: placeFromHere(record.place, names, grants),
    }));
    const doors = places
      .filter((place) => place.kind === 'household')
      .map((record): Found => {
        const members = formatList((homes.get(record.place) ?? []).map(({ name }) => name));
        const where = placeFromHere(record.place, names, grants);
        return {
          kind: 'household',
          record,
          members,
          id: record.id,
          name: '',
          door: record.name,
          phone: '',
          where,
        };
      });
    return [...found.toSorted((a, b) => byPlace.compare(a.record.place, b.record.place)), ...doors];
  }, [people, places, grants]);
  return useMemo(
    () => list && { list, index: searchIndex(list, pinyin?.of ?? null) },
    [list, pinyin],
  );
}
