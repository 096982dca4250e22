import { CheckCheck, ListTodo, Siren } from 'lucide-react';
import { canEdit } from '../../domain/access.ts';
import { alarmStateOf } from '../../domain/rules/alarms.ts';
import { useNow, useReader, useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { formatWhen } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { AppLink, useParam } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { AskReason, TakeAndEnd, TellMore } from './alarm-actions.tsx';
import css from './alarm.module.css';
import { CallList } from './call-list.tsx';
import { SentState } from './sent-state.tsx';
import { Timeline } from './timeline.tsx';
import { useWhereabouts } from './use-whereabouts.ts';
import { alarmReasonWords, alarmWords } from './words.ts';

/** One alarm: what, where, who; whom to telephone; who has taken it up; how it went on. */
export function AlarmDetailScreen() {
  const say = useWords(alarmWords);
  const alarm = useRecord('visits', useParam('id'));
  if (alarm?.kind === 'alarm') return <KnownAlarm key={alarm.id} alarm={alarm} />;
  return (
    <Page title={say('title')} back="/today">
      {alarm === undefined ? (
        <LoadingState />
      ) : (
        <EmptyState
          title={say('gone')}
          icon={Siren}
          action={{ label: say('toToday'), icon: ListTodo, to: '/today' }}
        >
          {say('goneHint')}
        </EmptyState>
      )}
    </Page>
  );
}

function KnownAlarm({ alarm }: { readonly alarm: Local<'visits'> }) {
  const say = useWords(alarmWords);
  const sayReason = useWords(alarmReasonWords);
  const reader = useReader();
  const now = useNow();
  const beside = useRoomForTwo();
  const about = useWhereabouts(alarm.place, alarm.person ?? null);
  const { open, reason } = alarmStateOf(alarm);
  const mayAct = open && canEdit(reader, 'visits', alarm, 'acks');
  const title = reason === null ? say('title') : sayReason(reason);
  const raised = [
    say('at', { when: formatWhen(alarm.startedAt, now) }),
    alarm.visitorName === undefined ? null : say('by', { name: alarm.visitorName }),
  ];
  return (
    <Page
      title={title}
      over={reason === null ? undefined : say('title')}
      back="/today"
      wide={beside}
      {...(mayAct ? { bottom: <TakeAndEnd alarm={alarm} /> } : {})}
    >
      <div className={css['about']}>
        <Pill tone={open ? 'alarm' : 'grey'} icon={open ? Siren : CheckCheck}>
          {say(open ? 'open' : 'closed')}
        </Pill>
        <p className={css['who']}>{about?.person?.name ?? about?.where ?? ''}</p>
        {about?.person && (
          <p className={css['where']}>
            <AppLink to={`/watch/${about.person.id}`}>{about.where}</AppLink>
          </p>
        )}
        <p className={css['hint']}>{raised.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={css['columns']} data-beside={beside || undefined}>
        <div className={css['column']}>
          <Ending alarm={alarm} />
          <SentState alarm={alarm} />
          {mayAct && reason === null && <AskReason alarm={alarm} />}
          {open && <CallList place={alarm.place} person={about?.person ?? null} reason={reason} />}
        </div>
        <div className={css['column']}>
          <Going alarm={alarm} />
          {alarm.note !== undefined && <Section title={say('note')}>{alarm.note}</Section>}
          {mayAct && <TellMore alarm={alarm} />}
          <Timeline alarm={alarm} />
        </div>
      </div>
    </Page>
  );
}

/** How it ended, in the words of whoever ended it. */
function Ending({ alarm }: { readonly alarm: Local<'visits'> }) {
  const say = useWords(alarmWords);
  const me = useReader().person;
  const now = useNow();
  const { closedBy } = alarmStateOf(alarm);
  if (!closedBy) return null;
  const name = closedBy.by === me ? say('me') : (closedBy.byName ?? say('somebody'));
  return (
    <Card>
      <p className={css['who']}>{closedBy.note ?? say('endedSilently')}</p>
      <p className={css['hint']}>{say('endedBy', { name, when: formatWhen(closedBy.at, now) })}</p>
    </Card>
  );
}

function Going({ alarm }: { readonly alarm: Local<'visits'> }) {
  const say = useWords(alarmWords);
  const me = useReader().person;
  const now = useNow();
  const { takenBy, open } = alarmStateOf(alarm);
  if (!open && takenBy.length === 0) return null;
  return (
    <Section title={say('going')}>
      {takenBy.length === 0 && <p className={css['hint']}>{say('nobodyGoing')}</p>}
      {takenBy.map((ack) => (
        <ListRow
          key={ack.id}
          title={ack.by === me ? say('me') : (ack.byName ?? say('somebody'))}
          detail={say('goesSince', { when: formatWhen(ack.at, now) })}
        />
      ))}
    </Section>
  );
}
