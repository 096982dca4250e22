import type { CareGrade } from '../../domain/people.ts';
import type { CareStanding } from '../../domain/rules/care-plan.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import type { Visit } from '../../domain/visits.ts';
import { Card } from '../../ui/card.tsx';
import { formatDuration, formatRoughly, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { TimeBar } from '../../ui/time-bar.tsx';
import { useWords } from '../../ui/words.ts';
import css from './person.module.css';
import { watchedPersonWords } from './person-words.ts';
import { standingIcon, standingTone } from './standing-pill.tsx';
import { watchWords } from './words.ts';

/** How a person stands, large, and below it how that comes about. */
export function StandingCard({
  standing,
  grade,
  since,
  visits,
  now,
}: {
  readonly standing: CareStanding;
  readonly grade: CareGrade;
  /** When watching began, for somebody who has not been met yet. */
  readonly since: number;
  readonly visits: readonly Visit[];
  readonly now: number;
}) {
  const say = useWords(watchedPersonWords);
  const tone = standingTone[standing.state];
  const title = useTitle(standing, now);
  const why = useWhy(standing, visits, now);
  const rule = useRule(standing, grade, now);
  return (
    <Card tone={tone === 'teal' ? undefined : tone}>
      <h2 className={css['standing']} data-tone={tone}>
        <Icon of={standingIcon[standing.state]} />
        {title}
      </h2>
      <p className={css['why']}>
        {why}
        {rule}
        {standing.tier !== 'none' && say(`tier_${standing.tier}`)}
      </p>
      <div className={css['bar']}>
        <TimeBar
          from={standing.lastMet ?? since}
          due={standing.overdueAt}
          now={now}
          tone={tone}
          label={title}
        />
      </div>
    </Card>
  );
}

function useTitle(standing: CareStanding, now: number): string {
  const say = useWords(watchedPersonWords);
  if (standing.state === 'overdue') {
    return say('lateTitle', { time: formatRoughly(standing.lateBy) });
  }
  if (standing.state === 'dueToday') return say('dueTodayTitle');
  return say('onTimeTitle', { time: formatRoughly(standing.dueAt - now) });
}

function useWhy(
  { lastMet, lastTried }: CareStanding,
  visits: readonly Visit[],
  now: number,
): string {
  const say = useWords(watchedPersonWords);
  const tried =
    lastTried !== null && lastTried !== lastMet
      ? say('triedSince', { when: formatWhen(lastTried, now) })
      : '';
  if (lastMet === null) return say('neverMet') + tried;
  const name = visits.find(
    (visit) => visit.outcome === 'met' && visit.finishedAt <= now,
  )?.visitorName;
  const when = formatWhen(lastMet, now);
  const met = name === undefined ? say('metBefore', { when }) : say('metBeforeBy', { when, name });
  return met + tried;
}

function useRule({ state, dueAt, overdueAt }: CareStanding, grade: CareGrade, now: number): string {
  const say = useWords(watchedPersonWords);
  const every = useWords(watchWords)(`every_${grade}`);
  const plan = say('plan', { every, grace: formatDuration(defaultSettings.care[grade].grace) });
  const deadline =
    state === 'overdue'
      ? say('wasDue', { when: formatWhen(overdueAt, now) })
      : now >= dueAt
        ? say('inGrace', { when: formatWhen(overdueAt, now) })
        : say('nextBy', { when: formatWhen(dueAt, now) });
  return plan + deadline;
}
