import { CircleCheck, CircleMinus, Hourglass, TriangleAlert } from 'lucide-react';
import type { Need } from '../../domain/needs.ts';
import { needClocks, type Clock } from '../../domain/rules/need-clocks.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { formatDuration, formatWhen } from '../../ui/format.ts';
import type { IconType } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { TimeBar } from '../../ui/time-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { leftInWords, toneOf } from './clock-words.ts';
import { detailWords } from './detail-words.ts';
import css from './need-detail.module.css';
import { queueWords } from './words.ts';

const hour = 3_600_000;

const icons: Readonly<Record<Clock['state'], IconType>> = {
  running: Hourglass,
  breached: TriangleAlert,
  met: CircleCheck,
  metLate: TriangleAlert,
  void: CircleMinus,
};

/** The three clocks of a need: time left, met, or how late. */
export function NeedClockList({ need, now }: { readonly need: Need; readonly now: number }) {
  const clocks = needClocks(need, defaultSettings, now);
  return (
    <ul className={css['plain']}>
      {Object.values(clocks).map((clock) => (
        <li key={clock.name} className={css['clock']}>
          <OneClock clock={clock} now={now} />
        </li>
      ))}
    </ul>
  );
}

function OneClock({ clock, now }: { readonly clock: Clock; readonly now: number }) {
  const say = useWords(detailWords);
  const words = useClockWords(clock, now);
  const open = clock.state === 'running' || clock.state === 'breached';
  const tone = open
    ? toneOf(clock, now)
    : clock.state === 'met'
      ? 'teal'
      : clock.state === 'metLate'
        ? 'amber'
        : 'grey';
  return (
    <>
      <span className={css['clockName']}>
        {say(`clock.${clock.name}`, {
          hours: Math.round(defaultSettings.clocks[clock.name] / hour),
        })}
      </span>
      <Pill tone={tone} icon={icons[clock.state]}>
        {words}
      </Pill>
      {open && (
        <span className={css['clockBar']}>
          <TimeBar from={clock.startsAt} due={clock.dueAt} now={now} label={words} tone={tone} />
        </span>
      )}
    </>
  );
}

function useClockWords(clock: Clock, now: number): string {
  const say = useWords(detailWords);
  const sayQueue = useWords(queueWords);
  if (clock.metAt === null) {
    return clock.state === 'void' ? say('clock.void') : leftInWords(clock, sayQueue);
  }
  const when = formatWhen(clock.metAt, now);
  return clock.state === 'met'
    ? say('clock.met', { when })
    : say('clock.metLate', { when, time: formatDuration(clock.metAt - clock.dueAt) });
}
