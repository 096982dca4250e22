import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import type { Tone } from './palette.ts';
import css from './pill.module.css';

/** A state in a word, with its icon: never colour alone. */
export function Pill({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: IconType | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={css['pill']} data-tone={tone}>
      {icon && <Icon of={icon} size={1.15} />}
      <span>{children}</span>
    </span>
  );
}
