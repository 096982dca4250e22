import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import css from './news-bar.module.css';

/** News that concerns the whole app, in a quiet line above every page, with what can be done about it. */
export function NewsBar({
  icon,
  tone = 'teal',
  actions,
  children,
}: {
  readonly icon: IconType;
  readonly tone?: 'teal' | 'amber';
  /** Links and buttons. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <output className={css['bar']} data-tone={tone}>
      <Icon of={icon} />
      <span className={css['words']}>{children}</span>
      <span className={css['actions']}>{actions}</span>
    </output>
  );
}
