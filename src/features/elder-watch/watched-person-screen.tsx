import { UserX, Users } from 'lucide-react';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useNow, useRecord, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { History } from './history.tsx';
import { Telephones, ToMind, WhoLooksIn } from './person-facts.tsx';
import { watchedPersonWords } from './person-words.ts';
import { StandingCard } from './standing-card.tsx';
import { useVisitsTo } from './use-watched-person.ts';
import { OtherActions, RestingNote, VisitButtons } from './visit-actions.tsx';
import { WatchPage } from './watch-page.tsx';
import { watchWords } from './words.ts';

/** One watched person; beside the list where there is room for both. */
export function WatchedPersonScreen() {
  const id = useParam('person');
  const beside = useRoomForTwo();
  const person = useRecord('people', id);
  const detail = <PersonPage person={person} pane={beside} />;
  if (!beside) return detail;
  return <MasterDetail list={<WatchPage selected={id} />} detail={detail} open />;
}

function PersonPage({
  person,
  pane,
}: {
  readonly person: Local<'people'> | null | undefined;
  readonly pane: boolean;
}) {
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
      {visits?.resting && <RestingNote visit={visits.resting} />}
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
