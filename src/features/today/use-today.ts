import { useMemo } from 'react';
import type { Reader } from '../../domain/access.ts';
import { openAlarms } from '../../domain/rules/alarms.ts';
import { reviewCount } from '../../domain/rules/review.ts';
import { placeNames, type PlaceNames } from '../../domain/rules/place-words.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { careForToday, needsForMe, type NeedForMe } from '../../domain/rules/today.ts';
import { watchList, type WatchEntry } from '../../domain/rules/watch-list.ts';
import { isSettling } from '../../domain/visit-draft.ts';
import { useRecords, useReturned } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';

/** Everything the first screen shows, already sorted for whoever is signed in. */
export interface Today {
  readonly alarms: readonly Local<'visits'>[];
  readonly care: readonly WatchEntry<Local<'people'>>[];
  readonly watched: readonly Local<'people'>[];
  readonly needs: readonly NeedForMe<Local<'needs'>>[];
  /** Finished visits, and those that rest until they can no longer be undone. */
  readonly knocks: readonly Local<'visits'>[];
  readonly visitDrafts: readonly Local<'visits'>[];
  readonly needDrafts: readonly Local<'needs'>[];
  readonly returned: number;
  readonly reviews: number;
  readonly names: PlaceNames;
}

/** Undefined until the device has been read. */
export function useToday(reader: Reader, now: number): Today | undefined {
  const people = useRecords('people', { where: { grade: { $exists: true } } });
  const visits = useRecords('visits');
  const begun = useRecords('visits', { where: { draft: 1 } });
  const needs = useRecords('needs');
  const needDrafts = useRecords('needs', { where: { draft: 1 } });
  const notices = useRecords('notices', { where: { kind: { $in: ['conflict', 'quarantine'] } } });
  const places = useRecords('places', { where: { kind: { $in: ['grid', 'building'] } } });
  const returned = useReturned();

  const names = useMemo(() => places && placeNames(places), [places]);
  const knocks = useMemo(
    () => visits && begun && [...visits, ...begun.filter(isSettling)],
    [visits, begun],
  );
  return useMemo(() => {
    if (!people || !knocks || !begun || !needs || !needDrafts || !notices || !names || !returned) {
      return undefined;
    }
    return {
      alarms: openAlarms(knocks),
      care: careForToday(reader, watchList(people, knocks, defaultSettings, now)),
      watched: people,
      needs: needsForMe(reader, needs, defaultSettings, now),
      knocks,
      visitDrafts: begun.filter((draft) => !isSettling(draft)),
      needDrafts,
      returned: returned.length,
      reviews: reviewCount(reader, notices),
      names,
    };
  }, [reader, now, people, knocks, begun, needs, needDrafts, notices, names, returned]);
}
