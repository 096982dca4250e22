import { Ear, Eye } from 'lucide-react';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { useNow, useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatList, formatWhen } from '../../ui/format.ts';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import css from './visit.module.css';
import { visitWords } from './words.ts';

const day = 86_400_000;

/** What a visitor must know before knocking: who it is, how often, what to mind. */
export function SubjectFacts({
  visit,
  subject,
  people,
}: {
  readonly visit: Local<'visits'>;
  readonly subject: Local<'people'> | undefined;
  readonly people: readonly Local<'people'>[];
}) {
  const say = useWords(visitWords);
  const now = useNow();
  const old = useRecord('visits', visit.corrects ?? null);
  const facts = subject
    ? [
        subject.birthDate === undefined ? '' : say('years', { n: ageAt(subject.birthDate, now) }),
        subject.livesAlone ? say('alone') : '',
        subject.disability ?? '',
      ]
    : [say('livesHere', { n: people.length, names: formatList(people.map(({ name }) => name)) })];
  const every = subject?.grade && defaultSettings.care[subject.grade].every / day;
  return (
    <div className={css['facts']}>
      {old && (
        <Pill tone="amber">{say('correcting', { time: formatWhen(old.finishedAt, now) })}</Pill>
      )}
      {every !== undefined && (
        <Pill tone="teal" icon={Eye}>
          {say('watched', {
            every: every === 1 ? say('everyDay') : say('everyDays', { n: every }),
          })}
        </Pill>
      )}
      <span>{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {subject?.remark && (
        <Pill tone="amber" icon={Ear}>
          {subject.remark}
        </Pill>
      )}
    </div>
  );
}
