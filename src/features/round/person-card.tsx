import { Clock, Ear, Eye, Phone, TriangleAlert } from 'lucide-react';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { careStanding } from '../../domain/rules/care-plan.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import type { CareGrade } from '../../domain/people.ts';
import type { Visit } from '../../domain/visits.ts';
import type { Local } from '../../store/local-record.ts';
import { Card } from '../../ui/card.tsx';
import { formatDuration, formatLabelled, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import type { SayRound } from './door-face.ts';
import css from './person-card.module.css';
import { roundWords } from './words.ts';

const day = 86_400_000;

/** Somebody behind the door: who it is, what to know, how to call, and for the watched how they stand. */
export function PersonCard({
  person,
  visits,
  now,
}: {
  readonly person: Local<'people'>;
  /** The visits to this household that count; null while they are being read. */
  readonly visits: readonly Visit[] | null;
  readonly now: number;
}) {
  const say = useWords(roundWords);
  const standing = visits && careStanding(person, visits, defaultSettings, now);
  const late = standing?.state === 'overdue';
  return (
    <Card edge={late ? 'alarm' : standing ? 'teal' : undefined}>
      <div className={css['top']}>
        <div className={css['who']}>
          <h3 className={css['name']}>{person.name}</h3>
          <p className={css['facts']}>{personFacts(person, now, say).join(' · ')}</p>
        </div>
        {person.phone && (
          <a
            className={css['call']}
            href={`tel:${person.phone}`}
            aria-label={say('call', { phone: person.phone })}
          >
            <Icon of={Phone} /> {person.phone}
          </a>
        )}
      </div>
      {person.grade && standing && (
        <p className={css['pills']}>
          <Pill tone="teal" icon={Eye}>
            {say('watchedEvery', { every: everyText(person.grade, say) })}
          </Pill>
          {late && (
            <Pill tone="alarm" icon={TriangleAlert}>
              {say('lateBy', { time: formatDuration(standing.lateBy) })}
            </Pill>
          )}
          {standing.state === 'dueToday' && (
            <Pill tone="amber" icon={Clock}>
              {say('dueToday')}
            </Pill>
          )}
          <span className={css['facts']}>
            {standing.lastMet === null
              ? say('neverSeen')
              : say('seenAgo', { time: formatWhen(standing.lastMet, now) })}
          </span>
        </p>
      )}
      {person.remark && (
        <p className={css['know']}>
          <Icon of={Ear} />
          <span>{person.remark}</span>
        </p>
      )}
      {person.emergencyContact && (
        <p className={css['facts']}>
          {formatLabelled(say('emergencyContact'), '')}
          <EmergencyContact text={person.emergencyContact} />
        </p>
      )}
    </Card>
  );
}

function everyText(grade: CareGrade, say: SayRound): string {
  const days = defaultSettings.care[grade].every / day;
  return days === 1 ? say('everyDay') : say('everyDays', { n: days });
}

/** 82 岁, 户主, 独居, 听力二级 */
function personFacts(person: Local<'people'>, now: number, say: SayRound): string[] {
  return [
    person.birthDate === undefined ? '' : say('years', { n: ageAt(person.birthDate, now) }),
    person.relation ?? '',
    person.livesAlone ? say('alone') : '',
    person.disability ?? '',
  ].filter((fact) => fact !== '');
}

/** The contact as it was written; a telephone number in it can be pressed. */
function EmergencyContact({ text }: { readonly text: string }) {
  const [, before = text, phone, after = ''] = /^(.*?)(\+?\d[\d-]{6,})(.*)$/.exec(text) ?? [];
  return (
    <>
      {before}
      {phone !== undefined && (
        <a className={css['contact']} href={`tel:${phone.replaceAll('-', '')}`}>
          {phone}
        </a>
      )}
      {after}
    </>
  );
}
