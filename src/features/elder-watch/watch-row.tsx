import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { TimeBar } from '../../ui/time-bar.tsx';
import { useWords, type Say } from '../../ui/words.ts';
import { StandingPill, standingTone, useStandingWords } from './standing-pill.tsx';
import type { Watched } from './use-watch-list.ts';
import css from './watch.module.css';
import { watchWords } from './words.ts';

type SayWatch = Say<keyof typeof watchWords.zh>;

/** One watched person: who, how often, last seen when, how much time is left. */
export function WatchRow({
  watched,
  me,
  now,
  selected,
  query,
}: {
  readonly watched: Watched;
  readonly me: string;
  readonly now: number;
  readonly selected: boolean;
  /** What the list is filtered by, so that it stays so beside the person. */
  readonly query: string;
}) {
  const say = useWords(watchWords);
  const { person, standing, where } = watched;
  const words = useStandingWords(standing, now);
  const door = /\s/.test(where) ? null : where;
  const edge = standing.state === 'overdue' ? ('alarm' as const) : undefined;
  return (
    <ListRow
      edge={edge}
      title={
        <span className={css['name']}>
          {[door, person.name].filter(Boolean).join(' ')}
          <StandingPill standing={standing} now={now} />
        </span>
      }
      detail={
        <>
          <Dots of={[door === null ? where : null, ...whoIs(watched, now, say)]} />
          <Dots of={[seen(watched, now, say), lookers(watched, me, say)]} />
        </>
      }
      // Once somebody is overdue a full bar tells nothing that the words do not.
      below={
        standing.state === 'overdue' ? undefined : (
          <TimeBar
            from={standing.lastMet ?? person.watchedSince ?? person.createdAt}
            due={standing.overdueAt}
            now={now}
            tone={standingTone[standing.state]}
            label={say('timeSpoken', { words })}
          />
        )
      }
      selected={selected}
      to={`/watch/${person.id}${query}`}
    />
  );
}

function whoIs({ person }: Watched, now: number, say: SayWatch): (string | null)[] {
  const grade = person.grade ?? 'low';
  return [
    say('gradeEvery', { grade: say(`grade_${grade}`), every: say(`every_${grade}`) }),
    person.birthDate === undefined ? null : say('age', { n: ageAt(person.birthDate, now) }),
    person.livesAlone ? say('alone') : null,
  ];
}

function seen({ standing: { lastMet, lastTried } }: Watched, now: number, say: SayWatch): string {
  if (lastTried !== null && lastTried !== lastMet) {
    return say('triedSince', { when: formatWhen(lastTried, now) });
  }
  return lastMet === null ? say('neverMet') : say('lastMet', { when: formatWhen(lastMet, now) });
}

function lookers({ person }: Watched, me: string, say: SayWatch): string | null {
  const watchers = person.watchers ?? [];
  const others = watchers.filter((watcher) => watcher !== me).length;
  if (watchers.length > others)
    return others > 0 ? say('youAndOthers', { n: others }) : say('youLook');
  return others > 0 ? say('alsoLook', { n: others }) : null;
}
