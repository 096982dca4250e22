import { VisuallyHidden } from '@mantine/core';
import css from './progress-bar.module.css';
import type { Tone } from './palette.ts';

/** How much of something is done; the words beside it carry the numbers. */
export function ProgressBar({
  value,
  max,
  label,
  tone = 'teal',
  on = 'paper',
}: {
  readonly value: number;
  readonly max: number;
  /** What it measures, for those who hear it. */
  readonly label: string;
  readonly tone?: Tone;
  /** What it lies on: paper, or a filled teal card. */
  readonly on?: 'paper' | 'teal';
}) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <span className={css['track']} data-on={on}>
      <VisuallyHidden>
        <progress
          aria-label={label}
          max={Math.max(max, 1)}
          value={Math.max(0, Math.min(value, max))}
        />
      </VisuallyHidden>
      <span className={css['bar']} data-tone={tone} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
