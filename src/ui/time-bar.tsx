import type { Tone } from './palette.ts';
import { ProgressBar } from './progress-bar.tsx';

/** How urgent a clock is: alarm once breached, amber in its second half. */
export function toneOfClock(from: number, due: number, now: number): Tone {
  if (now >= due) return 'alarm';
  return now - from >= (due - from) / 2 ? 'amber' : 'teal';
}

/** Time used up of the time there was; `label` says the time left in words. */
export function TimeBar({
  from,
  due,
  now,
  label,
  tone,
}: {
  readonly from: number;
  readonly due: number;
  readonly now: number;
  readonly label: string;
  readonly tone?: Tone;
}) {
  return (
    <ProgressBar
      value={Math.max(0, now - from)}
      max={Math.max(1, due - from)}
      label={label}
      tone={tone ?? toneOfClock(from, due, now)}
    />
  );
}
