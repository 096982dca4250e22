import { useMemo } from 'react';
import type { Reader } from '../../domain/access.ts';
import { placeNames, type PlaceNames } from '../../domain/rules/place-words.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useSearchParam } from '../../ui/link.tsx';
import { useLanguage } from '../../ui/preferences.ts';
import { sayIn } from '../../ui/words.ts';
import { needWords } from './need-words.ts';
import { isIn, matches, queueRows, tabsOf, type QueueRow, type Tab } from './queue-rows.ts';

export type Row = QueueRow<Local<'needs'>>;

/** The queue as the address asks for it: which part, which search, in which order. */
export interface Queue {
  readonly reader: Reader;
  readonly now: number;
  readonly names: PlaceNames;
  readonly tabs: readonly { readonly tab: Tab; readonly rows: readonly Row[] }[];
  readonly tab: Tab;
  readonly setTab: (tab: Tab) => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** What is shown. */
  readonly rows: readonly Row[];
  /** Emergencies that nobody has been sent to, wherever the reader is looking. */
  readonly emergencies: readonly Row[];
  readonly open: number;
}

/** Undefined while the device is being read. */
export function useQueue(): Queue | undefined {
  const needs = useRecords('needs');
  const places = useRecords('places');
  const reader = useReader();
  const now = useNow();
  const language = useLanguage();
  const [tabParam, setTab] = useSearchParam('tab');
  const [search, setSearch] = useSearchParam('q');
  const names = useMemo(() => placeNames(places ?? []), [places]);
  const all = useMemo(
    () => needs && queueRows(needs, names, defaultSettings, now),
    [needs, names, now],
  );
  return useMemo(() => {
    if (!all || !places) return undefined;
    const known = tabsOf(reader);
    const tab = known.find((one) => one === tabParam) ?? known[0] ?? 'open';
    const say = sayIn(needWords, language);
    const text = search.trim();
    const found =
      text === ''
        ? all
        : all.filter((row) => matches(row, text, [say(row.need.category), say(row.need.urgency)]));
    const tabs = known.map((one) => ({
      tab: one,
      rows: found.filter((row) => isIn(one, row, reader.person)),
    }));
    const rows = tabs.find((one) => one.tab === tab)?.rows ?? [];
    const shown = new Set(rows);
    return {
      reader,
      now,
      names,
      tabs,
      tab,
      setTab,
      search,
      setSearch,
      rows,
      emergencies: all.filter(
        (row) =>
          row.need.urgency === 'emergency' &&
          (row.status === 'submitted' || row.status === 'triaged') &&
          !shown.has(row),
      ),
      open: all.filter((row) => row.closedAt === null).length,
    };
  }, [all, places, reader, tabParam, search, language, now, names, setTab, setSearch]);
}

/** The address of a need within the queue, keeping the part and the search one came from. */
export function needAddress(id: string, queue: Pick<Queue, 'tab' | 'search'>): string {
  const search = new URLSearchParams({ tab: queue.tab });
  if (queue.search !== '') search.set('q', queue.search);
  return `${id === '' ? '/needs' : `/needs/${id}`}?${search.toString()}`;
}
