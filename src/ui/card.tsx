import type { ReactNode } from 'react';
import css from './card.module.css';
import type { Tone } from './palette.ts';

/** A rounded sheet of paper; `edge` marks what is due (amber) or alarming. */
export function Card({
  children,
  edge,
  tone,
}: {
  readonly children: ReactNode;
  readonly edge?: Tone | undefined;
  /** Fills the whole card: `teal` for the one thing to begin with, `grey` for what is at rest. */
  readonly tone?: Tone | undefined;
}) {
  return (
    <div className={css['card']} data-edge={edge} data-tone={tone}>
      {children}
    </div>
  );
}
