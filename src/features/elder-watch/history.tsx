import { CircleCheck, CircleSlash, DoorClosed, House, Siren } from 'lucide-react';
import { useState } from 'react';
import { historyStrip, type HistoryDay } from '../../domain/rules/history-strip.ts';
import type { VisitOutcome } from '../../domain/visits.ts';
import type { Local } from '../../store/local-record.ts';
import { formatMonthDay, formatWhen } from '../../ui/format.ts';
import type { IconType } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import type { Tone } from '../../ui/palette.ts';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Strip, type StripDay } from '../../ui/strip.tsx';
import { useWords, type Say } from '../../ui/words.ts';
import css from './person.module.css';
import { watchedPersonWords } from './person-words.ts';

const daysShown = 30;
const rowsAtFirst = 5;

type Mark = VisitOutcome | 'alarm';
type Day = HistoryDay<Local<'visits'>>;
type SayPerson = Say<keyof typeof watchedPersonWords.zh>;

const looks: Readonly<Record<Mark, { readonly tone: Tone; readonly icon: IconType }>> = {
  met: { tone: 'teal', icon: CircleCheck },
  notIn: { tone: 'amber', icon: DoorClosed },
  refused: { tone: 'grey', icon: CircleSlash },
  moved: { tone: 'grey', icon: House },
  alarm: { tone: 'alarm', icon: Siren },
};

const markOf = (day: Day): Mark | null => (day.alarm ? 'alarm' : day.outcome);

/** A month of visits as squares, the same in a sentence, and the visits themselves. */
export function History({
  visits,
  now,
}: {
  readonly visits: readonly Local<'visits'>[];
  readonly now: number;
}) {
  const say = useWords(watchedPersonWords);
  const [all, setAll] = useState(false);
  const days = historyStrip(visits, now, daysShown);
  const knocks = days.flatMap((day) => day.visits).filter((visit) => visit.kind !== 'alarm');
  const met = knocks.filter((visit) => visit.outcome === 'met').length;
  const used = [...new Set(days.flatMap((day) => markOf(day) ?? []))];
  const shown = all ? visits : visits.slice(0, rowsAtFirst);
  const sum =
    knocks.length === 0
      ? say('historyNone')
      : say('historySum', { met, missed: knocks.length - met });
  return (
    <Section title={say('history')}>
      <p className={css['sum']}>{sum}</p>
      <Strip label={`${say('history')}: ${sum}`} days={days.map((day) => square(day, say))} />
      {used.length > 0 && (
        <ul className={css['legend']} aria-hidden>
          {used.map((mark) => (
            <li key={mark}>
              <Pill {...looks[mark]}>{say(`outcome_${mark}`)}</Pill>
            </li>
          ))}
        </ul>
      )}
      {shown.map((visit) => (
        <VisitRow key={visit.id} visit={visit} now={now} />
      ))}
      {shown.length < visits.length && (
        <QuietButton onClick={() => setAll(true)}>
          {say('more', { n: visits.length - shown.length })}
        </QuietButton>
      )}
    </Section>
  );
}

function square(day: Day, say: SayPerson): StripDay {
  const mark = markOf(day);
  const happened = day.visits.map((visit) => say(`outcome_${markOfVisit(visit)}`));
  return {
    key: day.day,
    mark: dayMark(day.day),
    label: say('daySpoken', {
      day: formatMonthDay(day.startsAt),
      what: happened.length > 0 ? happened.join(', ') : say('outcome_none'),
    }),
    ...(mark === null ? {} : looks[mark]),
  };
}

/** The day of the month; the first also names its month, so that one sees where it begins. */
function dayMark(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return date === 1 ? `${month}/1` : String(date);
}

const markOfVisit = (visit: Local<'visits'>): Mark | 'none' =>
  visit.kind === 'alarm' ? 'alarm' : (visit.outcome ?? 'none');

function VisitRow({ visit, now }: { readonly visit: Local<'visits'>; readonly now: number }) {
  const say = useWords(watchedPersonWords);
  const mark = markOfVisit(visit);
  const outcome = say(`outcome_${mark}`);
  const name = visit.visitorName;
  return (
    <ListRow
      icon={mark === 'none' ? undefined : looks[mark].icon}
      edge={mark === 'alarm' ? 'alarm' : undefined}
      title={name === undefined ? outcome : say('by', { outcome, name })}
      detail={[formatWhen(visit.finishedAt, now), visit.note].filter(Boolean).join(' · ')}
      {...(visit.unsentSince > 0 ? { right: <Pill tone="grey">{say('waiting')}</Pill> } : {})}
      to={visit.kind === 'alarm' ? `/alarms/${visit.id}` : `/visit/${visit.id}`}
    />
  );
}
