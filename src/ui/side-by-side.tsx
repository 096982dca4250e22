import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import css from './side-by-side.module.css';

export interface Side {
  readonly title: string;
  /** Who and when. */
  readonly detail?: ReactNode;
  readonly children: ReactNode;
  readonly chosen?: boolean;
  readonly action?: ReactNode;
}

/** Two versions of the same thing beside each other; below each other where the screen is narrow. */
export function SideBySide({ left, right }: { readonly left: Side; readonly right: Side }) {
  return (
    <div className={css['sides']}>
      <OneSide {...left} />
      <OneSide {...right} />
    </div>
  );
}

function OneSide({ title, detail, children, chosen = false, action }: Side) {
  return (
    <div className={css['side']} data-chosen={chosen || undefined}>
      <p className={css['title']}>
        {chosen && <Icon of={Check} />}
        {title}
      </p>
      {detail !== undefined && <p className={css['detail']}>{detail}</p>}
      <div className={css['content']}>{children}</div>
      {action}
    </div>
  );
}
