import type { Person } from '../../domain/people.ts';
import { whoToCall, type Call, type EmergencyNumber } from '../../domain/rules/who-to-call.ts';
import type { AlarmReason } from '../../domain/visits.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import { CallRow } from '../../ui/call-row.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './alarm.module.css';
import { alarmWords } from './words.ts';

const service = { 120: 'ambulance', 119: 'firemen', 110: 'police' } as const;

/** Whom to telephone, first things first; every number is one tap away and needs no network of ours. */
export function CallList({
  place,
  person,
  reason,
  title,
}: {
  readonly place: string;
  readonly person: Pick<Person, 'name' | 'emergencyContact'> | null;
  readonly reason: AlarmReason | null;
  readonly title?: string;
}) {
  const say = useWords(alarmWords);
  const me = useReader().person;
  const now = useNow();
  const posts = useRecords('posts', { where: { kind: 'duty' } }) ?? [];
  const calls = whoToCall({ place, person, reason, posts, me, now });
  return (
    <Section title={title ?? say('calls')}>
      <ol className={css['calls']}>
        {calls.map((call, index) => (
          <li key={call.phone}>
            <OneCall call={call} mark={String(index + 1)} person={person?.name} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function OneCall({
  call,
  mark,
  person,
}: {
  readonly call: Call;
  readonly mark: string;
  readonly person: string | undefined;
}) {
  const say = useWords(alarmWords);
  const sayRole = useWords(roleWords);
  const whose = person === undefined ? say('contact') : say('contactOf', { name: person });
  const [name, detail] =
    call.who === 'service'
      ? [say(service[call.phone]), undefined]
      : call.who === 'contact'
        ? call.name === ''
          ? [whose, undefined]
          : [call.name, whose]
        : [call.name, sayRole(call.role)];
  return (
    <CallRow
      name={name}
      detail={detail}
      phone={call.phone}
      mark={mark}
      tone={call.who === 'service' ? 'alarm' : 'teal'}
      spoken={say('callTo')}
    />
  );
}

const services: readonly EmergencyNumber[] = ['120', '119', '110'];

/** The public services alone, for whoever may not raise an alarm here and still needs help. */
export function ServiceCalls({ title }: { readonly title: string }) {
  return (
    <Section title={title}>
      <ol className={css['calls']}>
        {services.map((phone, index) => (
          <li key={phone}>
            <OneCall call={{ who: 'service', phone }} mark={String(index + 1)} person={undefined} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
