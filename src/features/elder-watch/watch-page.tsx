import { NativeSelect } from '@mantine/core';
import { CircleCheck, SearchX, Users } from 'lucide-react';
import { useState } from 'react';
import { placeAt } from '../../domain/place.ts';
import { watchCounts } from '../../domain/rules/watch-list.ts';
import { useNow, useReader } from '../../store/device-context.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { useSearchParam } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { placeOf, placeParam } from '../../ui/place-param.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { stringifySearch } from '../../ui/search-text.ts';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { standingIcon } from './standing-pill.tsx';
import { useWatchList, type Watched, type WatchView } from './use-watch-list.ts';
import { WatchRow } from './watch-row.tsx';
import css from './watch.module.css';
import { watchWords } from './words.ts';

const shows = ['all', 'overdue', 'dueToday', 'onTime'] as const;
type Show = (typeof shows)[number];

/** The list of watched people; `selected` is the one whose page stands beside it. */
export function WatchPage({ selected }: { readonly selected: string }) {
  const say = useWords(watchWords);
  const view = useWatchList();
  const { grants } = useReader();
  const allowed = grants.some(({ role }) => role !== 'teamLeader' && role !== 'committee');
  return (
    <Page title={say('title')}>
      {!allowed ? (
        <NoPermission>{say('forbidden')}</NoPermission>
      ) : !view ? (
        <LoadingState />
      ) : view.entries.length === 0 ? (
        <EmptyState title={say('empty')} icon={Users}>
          {say('emptyHint')}
        </EmptyState>
      ) : (
        <WatchContent view={view} selected={selected} />
      )}
    </Page>
  );
}

function WatchContent({ view, selected }: { readonly view: WatchView; readonly selected: string }) {
  const say = useWords(watchWords);
  const [show, setShow] = useSearchParam('show', 'all');
  const [building, setBuilding] = useSearchParam('building');
  const [text, setText] = useState('');
  const here = building === '' ? view.entries : view.entries.filter(isIn(placeOf(building)));
  const counts = watchCounts(here);
  const filters = { ...(show === 'all' ? {} : { show }), ...(building === '' ? {} : { building }) };
  const shown: Show = shows.find((one) => one === show) ?? 'all';
  const found = here.filter(
    (entry) => (shown === 'all' || entry.standing.state === shown) && matches(entry, text),
  );
  return (
    <>
      <FilterChips
        label={say('show')}
        value={shown}
        onChange={setShow}
        choices={shows.map((one) => ({
          value: one,
          label: say(one),
          count: one === 'all' ? here.length : counts[one],
          ...(one === 'all' ? {} : { icon: standingIcon[one] }),
        }))}
      />
      {view.entries.length > 8 && (
        <div className={css['finders']}>
          <BuildingChoice view={view} value={building} onChange={setBuilding} />
          <SearchBox label={say('search')} value={text} onChange={setText} />
        </div>
      )}
      {found.length === 0 ? (
        <NobodyShown
          calm={shown === 'overdue' && text === ''}
          onAll={() => {
            setText('');
            setShow('all');
          }}
        />
      ) : (
        <Rows entries={found} selected={selected} query={stringifySearch(filters)} />
      )}
    </>
  );
}

const isIn = (building: string) => (entry: Watched) =>
  placeAt(entry.person.place, 'building') === building;

function matches({ person, where }: Watched, text: string): boolean {
  const wanted = text.trim().normalize('NFKC').toLowerCase();
  return `${where} ${person.name}`.toLowerCase().includes(wanted);
}

function Rows({
  entries,
  selected,
  query,
}: {
  readonly entries: readonly Watched[];
  readonly selected: string;
  readonly query: string;
}) {
  const say = useWords(watchWords);
  const me = useReader().person;
  const now = useNow();
  return (
    <VirtualList
      items={entries}
      keyOf={(entry) => entry.person.id}
      label={say('list')}
      estimate={132}
    >
      {(entry) => (
        <WatchRow
          watched={entry}
          me={me}
          now={now}
          selected={entry.person.id === selected}
          query={query}
        />
      )}
    </VirtualList>
  );
}

/** For whoever looks after several buildings: which of them. */
function BuildingChoice({
  view,
  value,
  onChange,
}: {
  readonly view: WatchView;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const say = useWords(watchWords);
  const buildings = [
    ...new Set(view.entries.flatMap(({ person }) => placeAt(person.place, 'building') ?? [])),
  ].toSorted();
  if (buildings.length < 2) return null;
  const nameOf = (place: string): string =>
    [view.names.get(placeAt(place, 'grid') ?? ''), view.names.get(place)]
      .filter(Boolean)
      .join(' · ');
  return (
    <NativeSelect
      aria-label={say('building')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: say('everyBuilding') },
        ...buildings.map((place) => ({ value: placeParam(place), label: nameOf(place) })),
      ]}
    />
  );
}

function NobodyShown({ calm, onAll }: { readonly calm: boolean; readonly onAll: () => void }) {
  const say = useWords(watchWords);
  return (
    <EmptyState
      title={say(calm ? 'noneOverdue' : 'noMatch')}
      icon={calm ? CircleCheck : SearchX}
      action={{ label: say('showAll'), onClick: onAll }}
    >
      {say(calm ? 'noneOverdueHint' : 'noMatchHint')}
    </EmptyState>
  );
}
