import type { ReactNode } from 'react';
import { useRoomForTwo } from './layout.ts';
import css from './master-detail.module.css';
import { PickedFrom } from './page.tsx';

/**
 * A list and what was picked from it: beside each other where there is room for both at the chosen
 * text size, otherwise one after the other.
 */
export function MasterDetail({
  list,
  detail,
  open,
}: {
  readonly list: ReactNode;
  /** What was picked, as `<Page pane>`; or a hint to pick something. */
  readonly detail: ReactNode;
  /** Whether something is picked: a narrow screen then shows the detail instead of the list. */
  readonly open: boolean;
}) {
  const beside = useRoomForTwo();
  return (
    <div className={css['both']} data-open={open || undefined} data-beside={beside || undefined}>
      <div className={css['list']}>
        <PickedFrom value={open}>{list}</PickedFrom>
      </div>
      <div className={css['detail']}>{detail}</div>
    </div>
  );
}
