import { DoorOpen, UserRound, UserX } from 'lucide-react';
import { useState } from 'react';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { useNow, useRecord, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { CallRow } from '../../ui/call-row.tsx';
import { useParam } from '../../ui/link.tsx';
import { Dots } from '../../ui/dots.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { AboutPerson } from './about-person.tsx';
import { CarePlan } from './care-plan.tsx';
import { MoveHousehold } from './move-household.tsx';
import css from './people.module.css';
import { PersonPosts } from './person-posts.tsx';
import { peopleWords } from './words.ts';

/** One person: who, where, how to reach, how closely watched, with whom at home, in which posts. */
export function PersonScreen() {
  const say = useWords(peopleWords);
  const person = useRecord('people', useParam('id'));
  if (person === undefined) {
    return (
      <Page title={say('title')} back="/people">
        <LoadingState />
      </Page>
    );
  }
  if (person === null) {
    return (
      <Page title={say('title')} back="/people">
        <EmptyState icon={UserX} title={say('notFound')}>
          {say('notFoundHint')}
        </EmptyState>
      </Page>
    );
  }
  return <KnownPerson key={person.id} person={person} />;
}

function KnownPerson({ person }: { readonly person: Local<'people'> }) {
  const say = useWords(peopleWords);
  const now = useNow(3_600_000);
  const places = useRecords('places') ?? [];
  const [moved, setMoved] = useState('');
  const where = placeInWords(person.place, placeNames(places));
  const facts = [
    where,
    person.birthDate && say('age', { n: ageAt(person.birthDate, now) }),
    person.livesAlone === true ? say('alone') : null,
  ];
  return (
    <Page
      title={person.name}
      back="/people"
      subtitle={
        <>
          <Dots of={facts} />
          {person.unsentSince > 0 && <Pill tone="grey">{say('waiting')}</Pill>}
        </>
      }
    >
      {person.phone && (
        <CallRow
          name={person.name}
          phone={person.phone}
          detail={say('phone')}
          spoken={`${say('phone')} ${person.phone}`}
        />
      )}
      <CarePlan person={person} />
      <AboutPerson person={person} />
      <output>{moved !== '' && <Pill tone="teal">{moved}</Pill>}</output>
      <Home person={person} onMoved={setMoved} />
      <PersonPosts person={person} />
    </Page>
  );
}

function Home({
  person,
  onMoved,
}: {
  readonly person: Local<'people'>;
  readonly onMoved: (where: string) => void;
}) {
  const say = useWords(peopleWords);
  const now = useNow(3_600_000);
  const members = useRecords('people', { where: { place: person.place } }) ?? [];
  const [household] =
    useRecords('places', { where: { place: person.place, kind: 'household' } }) ?? [];
  if (!household) return null;
  const others = members.filter((member) => member.id !== person.id);
  return (
    <Section title={say('home')} count={others.length}>
      <ul className={css['stack']}>
        {others.length === 0 && <li className={css['hint']}>{say('nobodyElse')}</li>}
        {others.map((member) => (
          <li key={member.id}>
            <ListRow
              to={`/people/${member.id}`}
              icon={UserRound}
              title={member.name}
              detail={
                <Dots
                  of={[
                    member.relation,
                    member.birthDate && say('age', { n: ageAt(member.birthDate, now) }),
                  ]}
                />
              }
            />
          </li>
        ))}
        <li>
          <ListRow
            to={`/door/${placeParam(household.place)}`}
            icon={DoorOpen}
            title={say('door')}
            detail={household.name}
          />
        </li>
        <li>
          <MoveHousehold household={household} members={members.length} onMoved={onMoved} />
        </li>
      </ul>
    </Section>
  );
}
