import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
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
  const both = useRef<HTMLDivElement>(null);
  useRoomBelow(both, beside);
  return (
    <div
      ref={both}
      className={css['both']}
      data-open={open || undefined}
      data-beside={beside || undefined}
    >
      <div className={css['list']}>
        <PickedFrom value={open}>{list}</PickedFrom>
      </div>
      <div className={css['detail']}>{detail}</div>
    </div>
  );
}

/** Bars above, such as an alarm, push the detail down: it ends with the screen all the same, and so do its buttons. */
function useRoomBelow(both: RefObject<HTMLDivElement | null>, beside: boolean): void {
  useEffect(() => {
    const element = both.current;
    if (!element || !beside) return undefined;
    let known = -1;
    const measure = () => {
      const above = Math.max(0, Math.round(element.getBoundingClientRect().top));
      if (above === known) return;
      known = above;
      element.style.setProperty('--linli-above', `${above}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    // A bar that comes takes its room from here where there is some, and else makes the page longer.
    observer.observe(element);
    observer.observe(document.body);
    window.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', measure);
    };
  }, [both, beside]);
}
