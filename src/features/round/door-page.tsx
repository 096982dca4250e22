import { FileClock, HeartHandshake, Info, Siren } from 'lucide-react';
import { placeAt } from '../../domain/place.ts';
import { alarmStateOf } from '../../domain/rules/alarms.ts';
import { standingVisits } from '../../domain/rules/corrections.ts';
import { doorStates } from '../../domain/rules/coverage.ts';
import { subjectOf } from '../../domain/household.ts';
import { useNow, useReader } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Dots } from '../../ui/dots.tsx';
import { formatAgo, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { DoorBottom, isDone } from './door-bottom.tsx';
import { doorLabel, stateFaces } from './door-face.ts';
import { DoorNeeds } from './door-needs.tsx';
import css from './door-page.module.css';
import { PastVisits } from './past-visits.tsx';
import { PersonCard } from './person-card.tsx';
import { mayRaiseNeed, mayVisit } from './round-access.ts';
import { useDoorActions } from './use-door-actions.ts';
import { useReadiedHousehold, type Household } from './use-door.ts';
import type { Round } from './use-round.ts';
import { roundWords } from './words.ts';

/** A household at its door: who lives here, how it stands, and what one can do now. */
export function DoorPage({
  household,
  round,
  pane,
}: {
  readonly household: Household;
  readonly round: Round | undefined;
  readonly pane: boolean;
}) {
  const say = useWords(roundWords);
  const now = useNow();
  const reader = useReader();
  const actions = useDoorActions(household, round);
  useReadiedHousehold(actions.next?.place);
  const { place, people, visits, visitsRead, alarm } = household;
  const counting = standingVisits(visits);
  const drawn = round?.doors.find((door) => door.place === place)?.state;
  const state = (visitsRead ? doorStates(counting, now).get(place) : drawn) ?? 'unvisited';
  const done = isDone(household, state, counting, actions.justRecorded, now);
  const face = stateFaces[state];
  const building = placeAt(place, 'building') ?? place;
  const subject = subjectOf(people);
  const about = `place=${placeParam(place)}${subject ? `&person=${subject.id}` : ''}`;
  const allowed = mayVisit(reader, place);
  return (
    <Page
      pane={pane}
      title={doorLabel(household)}
      over={round?.building?.name}
      back={pane ? undefined : round ? `/round/${placeParam(building)}` : '/today'}
      bottom={
        // Not before it is known which buttons they are: a quick thumb would press what was there a moment ago.
        allowed && visitsRead ? (
          <DoorBottom
            household={household}
            state={state}
            done={done}
            inRound={round !== undefined}
            {...actions}
          />
        ) : undefined
      }
    >
      <p className={css['state']}>
        <Pill tone={face.tone ?? 'grey'} icon={face.icon}>
          {say(face.word)}
        </Pill>
      </p>
      {alarm && <AlarmNote alarm={alarm} now={now} />}
      <NotKept failure={actions.failure} />
      {household.begun && (
        <ListRow
          icon={FileClock}
          edge="teal"
          title={say('halfFilled')}
          detail={say('halfFilledHint', { time: formatWhen(household.begun.startedAt, now) })}
          onClick={actions.visit}
        />
      )}
      {allowed && (
        <div className={css['pair']}>
          {mayRaiseNeed(reader, place) && (
            <QuietButton icon={HeartHandshake} to={`/raise?${about}`}>
              {say('raiseNeed')}
            </QuietButton>
          )}
          <QuietButton icon={Siren} tone="alarm" to={`/alarm?${about}`}>
            {say('emergency')}
          </QuietButton>
        </div>
      )}
      {household.remark && (
        <Card tone="amber">
          <p className={css['remark']}>
            <Icon of={Info} />
            <span>{household.remark}</span>
          </p>
        </Card>
      )}
      <Section title={say('peopleTitle')} count={people.length}>
        {people.length === 0 && (
          <EmptyState title={say('noPeople')}>{say('noPeopleHint')}</EmptyState>
        )}
        <div className={css['people']}>
          {people.map((person) => (
            <PersonCard
              key={person.id}
              person={person}
              visits={visitsRead ? counting : null}
              now={now}
            />
          ))}
        </div>
      </Section>
      <DoorNeeds household={household} now={now} />
      <PastVisits household={household} now={now} />
      {actions.next && !done && (
        <QuietButton onClick={actions.walkOn}>
          {say('skipTo', { door: doorLabel(actions.next) })}
        </QuietButton>
      )}
    </Page>
  );
}

function AlarmNote({
  alarm,
  now,
}: {
  readonly alarm: NonNullable<Household['alarm']>;
  readonly now: number;
}) {
  const say = useWords(roundWords);
  const [taken] = alarmStateOf(alarm).takenBy;
  return (
    <ListRow
      icon={Siren}
      edge="alarm"
      title={say('alarmOpen')}
      detail={
        <Dots
          of={[
            say('alarmSince', { time: formatAgo(alarm.startedAt, now) }),
            taken ? say('alarmTaken', { name: taken.byName ?? '' }) : say('alarmUntaken'),
          ]}
        />
      }
      to={`/alarms/${alarm.id}`}
    />
  );
}
