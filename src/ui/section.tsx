import { useId, type ReactNode } from 'react';
import css from './section.module.css';

/** A named part of a page, with how many there are in it. */
export function Section({
  title,
  count,
  actions,
  level = 2,
  children,
}: {
  readonly title: string;
  readonly count?: number | string | undefined;
  readonly actions?: ReactNode;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css['section']} aria-labelledby={id}>
      <div className={css['head']}>
        <Heading className={css['title']} id={id}>
          {title}
        </Heading>
        {count !== undefined && <span className={css['count']}>{count}</span>}
        {actions !== undefined && <span className={css['actions']}>{actions}</span>}
      </div>
      <div className={css['body']}>{children}</div>
    </section>
  );
}
