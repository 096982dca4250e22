import { VisuallyHidden } from '@mantine/core';
import { Icon, type IconType } from './icon.tsx';
import type { Tone } from './palette.ts';
import css from './strip.module.css';

export interface StripDay {
  readonly key: string;
  /** Inside the square: the day of the month. */
  readonly mark: string;
  /** The day and what happened, in words. */
  readonly label: string;
  /** None for a day on which nothing was due. */
  readonly tone?: Tone | undefined;
  readonly icon?: IconType | undefined;
}

/** Days as small squares, oldest first: a month of visits at a glance. */
export function Strip({
  label,
  days,
}: {
  readonly label: string;
  readonly days: readonly StripDay[];
}) {
  return (
    <ol className={css['strip']} aria-label={label}>
      {days.map((day) => (
        <li key={day.key} className={css['day']} data-tone={day.tone} title={day.label}>
          <span aria-hidden>{day.mark}</span>
          {day.icon && <Icon of={day.icon} size={1} />}
          <VisuallyHidden>{day.label}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
