import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** A long list of which only what is in sight is drawn. It scrolls with the page. */
export function VirtualList<T>({
  items,
  keyOf,
  children,
  label,
  estimate = 96,
  gap = 10,
}: {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T, index: number) => ReactNode;
  readonly label: string;
  /** About how tall a row is (px), until it has been measured. */
  readonly estimate?: number;
  readonly gap?: number;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [items.length]);
  // oxlint-disable-next-line react/incompatible-library -- nothing it returns is handed to a memoized part
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 6,
    gap,
    scrollMargin: top,
    initialRect: { width: 390, height: 844 },
  });
  return (
    <ul
      ref={list}
      aria-label={label}
      style={{
        position: 'relative',
        height: rows.getTotalSize(),
        margin: 0,
        padding: 0,
        listStyle: 'none',
      }}
    >
      {rows.getVirtualItems().map((row) => (
        <li
          key={row.key}
          ref={rows.measureElement}
          data-index={row.index}
          aria-setsize={items.length}
          aria-posinset={row.index + 1}
          style={{
            position: 'absolute',
            insetInline: 0,
            top: 0,
            transform: `translateY(${row.start - top}px)`,
          }}
        >
          {children(items[row.index] as T, row.index)}
        </li>
      ))}
    </ul>
  );
}
