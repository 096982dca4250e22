import { CheckCheck, Footprints, MessageSquare, Siren } from 'lucide-react';
import { ackKindOf, alarmStateOf, type AckKind } from '../../domain/rules/alarms.ts';
import type { Visit, VisitAck } from '../../domain/visits.ts';
import { useNow, useReader } from '../../store/device-context.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords, type Say } from '../../ui/words.ts';
import css from './alarm.module.css';
import { alarmReasonWords, alarmWords } from './words.ts';

type SayAlarm = Say<keyof typeof alarmWords.zh>;
type SayReason = Say<keyof typeof alarmReasonWords.zh>;

const kindIcon: Readonly<Record<AckKind, IconType>> = {
  takes: Footprints,
  tells: MessageSquare,
  closes: CheckCheck,
};

/** Everything that was said and done, the first first, as an account one can read out. */
export function Timeline({ alarm }: { readonly alarm: Visit }) {
  const say = useWords(alarmWords);
  const sayReason = useWords(alarmReasonWords);
  const me = useReader().person;
  const now = useNow();
  const nameOf = (by: string, name: string | undefined): string =>
    by === me ? say('me') : (name ?? say('somebody'));
  const raiser = nameOf(alarm.createdBy, alarm.visitorName);
  const raised =
    alarm.reason === undefined
      ? say('raisedBy', { name: raiser })
      : say('raisedByWhy', { name: raiser, reason: sayReason(alarm.reason) });
  return (
    <Section title={say('timeline')}>
      <ol className={css['timeline']}>
        <Moment icon={Siren} words={raised} when={formatWhen(alarm.startedAt, now)} />
        {alarmStateOf(alarm).acks.map((ack) => (
          <Moment
            key={ack.id}
            icon={kindIcon[ackKindOf(ack)]}
            words={ackInWords(ack, nameOf(ack.by, ack.byName), say, sayReason)}
            when={formatWhen(ack.at, now)}
          />
        ))}
      </ol>
    </Section>
  );
}

function Moment(props: { readonly icon: IconType; readonly words: string; readonly when: string }) {
  return (
    <li className={css['moment']}>
      <Icon of={props.icon} />
      <span>
        {props.words}
        <span className={css['line']}>{props.when}</span>
      </span>
    </li>
  );
}

function ackInWords(ack: VisitAck, name: string, say: SayAlarm, sayReason: SayReason): string {
  const kind = ackKindOf(ack);
  if (kind === 'takes') return say('takenBy', { name });
  if (kind === 'closes') {
    return ack.note === undefined
      ? say('closedBy', { name })
      : say('closedByNote', { name, note: ack.note });
  }
  const reason = ack.reason === undefined ? null : sayReason(ack.reason);
  return say('told', { name, what: [reason, ack.note].filter(Boolean).join(' · ') });
}
