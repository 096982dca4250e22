import { UserRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { canCreate } from '../../domain/access.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useReader, useRecords } from '../../store/device-context.tsx';
import { useGo } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { raiseWords } from './words.ts';

const shownAtOnce = 30;

/** For whom a need is raised, where one did not come from a door: by name, door or telephone. */
export function WhomPage() {
  const say = useWords(raiseWords);
  const go = useGo();
  const reader = useReader();
  const [sought, setSought] = useState('');
  const people = useRecords('people');
  const places = useRecords('places');
  const entries = useMemo(() => {
    if (!people || !places) return undefined;
    const names = placeNames(places);
    return people
      .filter((person) => {
        const need = { kind: 'need', place: person.place, involves: [] };
        return canCreate(reader, 'needs', need, person);
      })
      .map((person) => ({ person, where: placeInWords(person.place, names) }))
      .toSorted((a, b) => (a.person.place < b.person.place ? -1 : 1));
  }, [people, places, reader]);
  const words = sought.trim().split(/\s+/).filter(Boolean);
  const found = entries?.filter(({ person, where }) => {
    const text = `${person.name} ${where.replaceAll(' ', '')} ${person.phone ?? ''}`;
    return words.every((word) => text.includes(word));
  });
  return (
    <Page title={say('title')} back="/needs" subtitle={say('forWhom')}>
      <SearchBox value={sought} onChange={setSought} label={say('search')} />
      {!found && <LoadingState />}
      {found?.length === 0 && <EmptyState title={say('nobody')}>{say('nobodyHint')}</EmptyState>}
      {found?.slice(0, shownAtOnce).map(({ person, where }) => (
        <ListRow
          key={person.id}
          icon={UserRound}
          title={person.name}
          detail={where}
          onClick={() =>
            go(`/raise?place=${placeParam(person.place)}&person=${person.id}`, { replace: true })
          }
        />
      ))}
      {found && found.length > shownAtOnce && (
        <p>{say('more', { n: found.length - shownAtOnce })}</p>
      )}
    </Page>
  );
}
