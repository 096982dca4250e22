import { DoorOpen, Eye, FileUp, Search, UserRound, UsersRound } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { useNow, useReader } from '../../store/device-context.tsx';
import { Dots } from '../../ui/dots.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { useLayout, useRoomForTwo } from '../../ui/layout.ts';
import { useSearchParam } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { foundAddress } from './found-address.ts';
import css from './people.module.css';
import { PeopleTable } from './people-table.tsx';
import { search } from './search-index.ts';
import { useFindable, type Found } from './use-findable.ts';
import { peopleWords } from './words.ts';

type Filter = 'all' | 'watched';

/** Everybody this device may hold, found by name, pinyin, initials, door or telephone. */
export function PeopleScreen() {
  const say = useWords(peopleWords);
  const reader = useReader();
  const data = useFindable();
  const [question, setQuestion] = useSearchParam('q');
  const [shown, setShown] = useSearchParam('show', 'all');
  const filter: Filter = shown === 'watched' ? 'watched' : 'all';
  const asked = useDeferredValue(question.trim());
  const desktop = useLayout() === 'desktop';
  const roomy = useRoomForTwo();
  const found = useMemo(() => {
    if (!data) return [];
    const matching =
      asked === ''
        ? data.list.filter((entry) => entry.kind === 'person')
        : search(data.index, asked);
    return filter === 'all'
      ? matching
      : matching.filter((entry) => entry.kind === 'person' && entry.record.grade !== undefined);
  }, [data, asked, filter]);
  const admin = reader.grants.some((grant) => grant.role === 'admin');
  if (!data) {
    return (
      <Page title={say('title')}>
        <LoadingState />
      </Page>
    );
  }
  if (data.list.length === 0) {
    return (
      <Page title={say('title')}>
        <EmptyState
          icon={UsersRound}
          title={say('empty')}
          action={admin ? { label: say('emptyAdmin'), icon: FileUp, to: '/import' } : undefined}
        >
          {say('emptyHint')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={say('title')} wide>
      <div className={css['tools']}>
        <SearchBox
          value={question}
          onChange={setQuestion}
          label={say('search')}
          placeholder={say('searchHint')}
        />
        <FilterChips<Filter>
          label={say('title')}
          value={filter}
          onChange={setShown}
          choices={[
            { value: 'all', label: say('all') },
            { value: 'watched', label: say('watched'), icon: Eye },
          ]}
        />
      </div>
      <p className={css['count']} aria-live="polite">
        {say(asked === '' ? 'everyone' : 'results', { n: found.length })}
      </p>
      {found.length === 0 ? (
        <EmptyState icon={Search} title={say('none', { question: asked })}>
          {say('noneHint')}
        </EmptyState>
      ) : desktop && roomy ? (
        <PeopleTable found={found} />
      ) : (
        <VirtualList items={found} keyOf={(entry) => entry.id} label={say('title')} estimate={84}>
          {(entry) => <FoundRow entry={entry} />}
        </VirtualList>
      )}
    </Page>
  );
}

function FoundRow({ entry }: { readonly entry: Found }) {
  const say = useWords(peopleWords);
  const now = useNow(3_600_000);
  if (entry.kind === 'household') {
    return (
      <ListRow
        to={foundAddress(entry)}
        icon={DoorOpen}
        title={entry.where || entry.door}
        detail={entry.members || say('household')}
      />
    );
  }
  const { record } = entry;
  const facts = [
    entry.where,
    record.birthDate && say('age', { n: ageAt(record.birthDate, now) }),
    record.livesAlone ? say('alone') : null,
    record.phone,
  ];
  return (
    <ListRow
      to={foundAddress(entry)}
      icon={UserRound}
      title={record.name}
      detail={<Dots of={facts} />}
      right={
        record.grade && (
          <Pill tone="teal" icon={Eye}>
            {say('watched')}
          </Pill>
        )
      }
    />
  );
}
