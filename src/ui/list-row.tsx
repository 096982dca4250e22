import type { ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { Icon, type IconType } from './icon.tsx';
import css from './list-row.module.css';
import type { Tone } from './palette.ts';
import { Pressable } from './pressable.tsx';

export interface ListRowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly icon?: IconType | undefined;
  /** A pill, a number, a time. */
  readonly right?: ReactNode;
  /** Below the words, the whole width: a bar of time left. */
  readonly below?: ReactNode;
  readonly edge?: Tone | undefined;
  readonly to?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  /** The one whose detail is open beside the list. */
  readonly selected?: boolean;
}

/** One entry of a list, as a card one can press anywhere; without `to` or `onClick` it only tells. */
export function ListRow(props: ListRowProps) {
  const { to, onClick, edge, selected } = props;
  const data = { 'data-edge': edge, 'data-selected': selected === true ? true : undefined };
  if (to === undefined && onClick === undefined) {
    return (
      <div className={css['row']} {...data}>
        <RowContent {...props} />
      </div>
    );
  }
  return (
    <Pressable
      className={css['row']}
      to={to}
      onClick={onClick}
      aria-current={selected === true ? 'true' : undefined}
      data={{ ...data, 'data-press': true }}
    >
      <RowContent {...props} />
    </Pressable>
  );
}

function RowContent({ icon, title, detail, right, below, to }: ListRowProps) {
  return (
    <>
      <span className={css['line']}>
        {icon && (
          <span className={css['icon']}>
            <Icon of={icon} size={1.4} />
          </span>
        )}
        <span className={css['content']}>
          <span className={css['words']}>
            <span className={css['title']}>{title}</span>
            {detail !== undefined && <span className={css['detail']}>{detail}</span>}
          </span>
          {right !== undefined && <span className={css['right']}>{right}</span>}
        </span>
        {right === undefined && to !== undefined && (
          <span className={css['on']}>
            <Icon of={ChevronRight} />
          </span>
        )}
      </span>
      {below !== undefined && <span className={css['below']}>{below}</span>}
    </>
  );
}
