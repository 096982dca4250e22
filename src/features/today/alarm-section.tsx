import { ChevronRight, Siren } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import { alarmStateOf } from '../../domain/rules/alarms.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import type { PlaceNames } from '../../domain/rules/place-words.ts';
import { useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatAgo } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { AppLink } from '../../ui/link.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './alarm-section.module.css';
import { todayWords } from './words.ts';

interface Here {
  readonly reader: Reader;
  readonly names: PlaceNames;
  readonly now: number;
}

/** Alarms that nobody has ended, above everything else. */
export function AlarmSection({
  alarms,
  ...here
}: Here & { readonly alarms: readonly Local<'visits'>[] }) {
  const say = useWords(todayWords);
  return (
    <Section title={say('alarms')} count={alarms.length}>
      {alarms.map((alarm) => (
        <AlarmRow key={alarm.id} alarm={alarm} {...here} />
      ))}
    </Section>
  );
}

function AlarmRow({ alarm, reader, names, now }: Here & { readonly alarm: Local<'visits'> }) {
  const say = useWords(todayWords);
  const person = useRecord('people', alarm.person ?? null);
  const where = placeFromHere(alarm.place, names, reader.grants);
  const { takenBy, reason } = alarmStateOf(alarm);
  const [first] = takenBy;
  const state = takenBy.some((ack) => ack.by === reader.person)
    ? say('alarmMine')
    : first
      ? say('alarmTaken', { name: first.byName ?? '' })
      : say('alarmOpen');
  return (
    <AppLink to={`/alarms/${alarm.id}`} className={css['row']}>
      <Icon of={Siren} size={1.6} />
      <span className={css['words']}>
        <strong className={css['title']}>
          {person ? say('alarmAt', { where, name: person.name }) : where}
        </strong>
        {reason !== null && <span>{say(`alarm.${reason}`)}</span>}
        <span className={css['detail']}>
          {say('alarmSince', { ago: formatAgo(alarm.startedAt, now), state })}
        </span>
      </span>
      <Icon of={ChevronRight} />
    </AppLink>
  );
}
