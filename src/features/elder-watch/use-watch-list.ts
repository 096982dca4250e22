import { useMemo } from 'react';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import { placeNames } from '../../domain/rules/place-words.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { watchList, type WatchEntry } from '../../domain/rules/watch-list.ts';
import { isSettling } from '../../domain/visit-draft.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';

/** A watched person with standing and with the door as one says it here. */
export interface Watched extends WatchEntry<Local<'people'>> {
  readonly where: string;
}

export interface WatchView {
  readonly entries: readonly Watched[];
  /** Names of places by their path. */
  readonly names: ReadonlyMap<string, string>;
}

/** Everyone watched on this device, the most urgent first; undefined while the device is read. */
export function useWatchList(): WatchView | undefined {
  const reader = useReader();
  const now = useNow();
  const people = useRecords('people', { where: { grade: { $exists: true } } });
  const visits = useRecords('visits');
  const begun = useRecords('visits', { where: { draft: 1 } });
  const places = useRecords('places', { where: { kind: { $in: ['grid', 'building'] } } });
  return useMemo(() => {
    if (!people || !visits || !begun || !places) return undefined;
    const names = placeNames(places);
    const knocks = [...visits, ...begun.filter(isSettling)];
    const entries = watchList(people, knocks, defaultSettings, now).map((entry) => ({
      ...entry,
      where: placeFromHere(entry.person.place, names, reader.grants),
    }));
    return { entries, names };
  }, [people, visits, begun, places, reader, now]);
}
