import type { ReactNode } from 'react';
import { AppLink } from '../../ui/link.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { Tone } from '../../ui/palette.ts';
import css from './overview.module.css';

/** One figure, large, with what it is made of and where it should be. */
export function MeasureCard({
  title,
  value,
  made,
  target,
  share,
  tone,
  to,
}: {
  readonly title: string;
  readonly value: string;
  /** What the figure is made of: numerator, denominator. */
  readonly made: ReactNode;
  /** A target in words and as a share, drawn as a line on the bar. */
  readonly target?: { readonly words: string; readonly share: number } | undefined;
  readonly share?: number | undefined;
  readonly tone?: Tone;
  readonly to: string;
}) {
  return (
    <AppLink to={to} className={css['measure']}>
      <span className={css['measureHead']}>
        <span className={css['measureTitle']}>{title}</span>
        {target && <span className={css['measureTarget']}>{target.words}</span>}
      </span>
      <span className={css['measureValue']} data-tone={tone}>
        {value}
      </span>
      {share !== undefined && (
        <span className={css['measureBar']}>
          <ProgressBar value={share} max={1} label={title} tone={tone ?? 'teal'} />
          {target && (
            <span
              className={css['targetLine']}
              style={{ insetInlineStart: `${target.share * 100}%` }}
            />
          )}
        </span>
      )}
      <span className={css['measureMade']}>{made}</span>
    </AppLink>
  );
}
