import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import type { Tone } from './palette.ts';
import { Pressable } from './pressable.tsx';
import css from './tile.module.css';

/** A small square one presses: a door of a building, a number that leads to its rows. */
export function Tile({
  label,
  detail,
  icon,
  words,
  tone,
  edge,
  selected = false,
  to,
  onClick,
  spoken,
}: {
  /** Large: the door number. */
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  readonly icon?: IconType | undefined;
  /** The state in a word, in the corner. */
  readonly words?: string | undefined;
  readonly tone?: Tone | undefined;
  readonly edge?: Tone | undefined;
  readonly selected?: boolean;
  readonly to?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  /** Everything in one sentence for those who hear it. */
  readonly spoken?: string | undefined;
}) {
  return (
    <Pressable
      className={css['tile']}
      to={to}
      onClick={onClick}
      aria-label={spoken}
      aria-current={selected ? 'true' : undefined}
      data={{ 'data-tone': tone, 'data-edge': edge, 'data-selected': selected ? true : undefined }}
    >
      <span className={css['label']}>{label}</span>
      <span className={css['foot']}>
        <span className={css['detail']}>{detail}</span>
        <span className={css['state']}>
          {words}
          {icon && <Icon of={icon} size={1.2} />}
        </span>
      </span>
    </Pressable>
  );
}
