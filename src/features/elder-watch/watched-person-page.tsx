import { UserX, Users } from 'lucide-react';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useNow, useRecord, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { History } from './history.tsx';
import { Telephones, ToMind, WhoLooksIn } from './person-facts.tsx';
import { watchedPersonWords } from './person-words.ts';
import { StandingCard } from './standing-card.tsx';
import { useVisitsTo } from './use-watched-person.ts';
import { OtherActions, VisitButtons } from './visit-actions.tsx';
import { watchWords } from './words.ts';

/** The page of one watched person; `pane` where it stands beside the list. */
export function WatchedPersonPage({ id, pane }: { readonly id: string; readonly pane: boolean }) {
  const person = useRecord('people', id);
  const say = useWords(watchedPersonWords);
  const title = useWords(watchWords)('title');
  if (person) return <KnownPerson key={person.id} person={person} pane={pane} />;
  return (
    <Page title={title} pane={pane} {...(pane ? {} : { back: '/watch' })}>
      {person === undefined ? (
        <LoadingState />
      ) : (
        <EmptyState
          title={say('gone')}
          icon={UserX}
          action={{ label: say('toList'), icon: Users, to: '/watch' }}
        >
          {say('goneHint')}
        </EmptyState>
      )}
    </Page>
  );
}

function KnownPerson({
  person,
  pane,
}: {
  readonly person: Local<'people'>;
  readonly pane: boolean;
}) {
  const say = useWords(watchedPersonWords);
  const now = useNow();
  const visits = useVisitsTo(person);
  const places = useRecords('places', { where: { kind: { $in: ['grid', 'building'] } } });
  const where = placeInWords(person.place, placeNames(places ?? []));
  return (
    <Page
      title={person.name}
      over={where}
      pane={pane}
      {...(pane ? {} : { back: '/watch' })}
      {...(visits ? { bottom: <VisitButtons person={person} visits={visits} /> } : {})}
    >
      {visits?.standing && person.grade ? (
        <StandingCard
          standing={visits.standing}
          grade={person.grade}
          since={person.watchedSince ?? person.createdAt}
          visits={visits.visits}
          now={now}
        />
      ) : (
        visits && <EmptyState title={say('notWatched')}>{say('notWatchedHint')}</EmptyState>
      )}
      <OtherActions person={person} />
      <ToMind person={person} now={now} />
      <Telephones person={person} />
      {visits ? <History visits={visits.visits} now={now} /> : <LoadingState />}
      <WhoLooksIn person={person} now={now} />
    </Page>
  );
}
