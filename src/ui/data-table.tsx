import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import css from './data-table.module.css';
import { Icon } from './icon.tsx';
import { AppLink } from './link.tsx';
import { partWords } from './part-words.ts';
import { QuietButton } from './primary-button.tsx';
import { useWords } from './words.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  /** With it the heading can be pressed to sort. */
  readonly order?: (a: Row, b: Row) => number;
}

const atOnce = 100;

/** Rows and columns for a desktop, a hundred at a time; scrolls sideways by itself where it must. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  to,
  indent,
}: {
  /** What the table holds, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Where a row leads; its first cell becomes the link. */
  readonly to?: (row: Row) => string | undefined;
  /** How deep a row lies below the one above: grid 0, building 1. */
  readonly indent?: (row: Row) => number;
}) {
  const say = useWords(partWords);
  const [shown, setShown] = useState(atOnce);
  const [sort, setSort] = useState<{ key: string; down: boolean } | null>(null);
  const by = columns.find((column) => column.key === sort?.key)?.order;
  const sorted = by ? rows.toSorted((a, b) => (sort?.down ? by(b, a) : by(a, b))) : rows;
  const turn = (key: string) =>
    setSort((now) => (now?.key === key ? { key, down: !now.down } : { key, down: false }));
  return (
    <>
      <div className={css['frame']}>
        <table className={css['table']} aria-label={caption}>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={turn} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((row) => (
              <BodyRow
                key={keyOf(row)}
                cells={columns.map(({ key, align, cell }) => ({ key, align, content: cell(row) }))}
                to={to?.(row)}
                indent={indent?.(row)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <QuietButton onClick={() => setShown(shown + atOnce)}>
          {say('moreRows', { n: Math.min(atOnce, rows.length - shown) })}
        </QuietButton>
      )}
    </>
  );
}

function BodyRow({
  cells,
  to,
  indent,
}: {
  readonly cells: readonly {
    readonly key: string;
    readonly align: 'start' | 'end' | undefined;
    readonly content: ReactNode;
  }[];
  readonly to: string | undefined;
  readonly indent: number | undefined;
}) {
  const [first, ...others] = cells;
  if (!first) return null;
  return (
    <tr data-link={to === undefined ? undefined : true}>
      <th scope="row" data-align={first.align} data-indent={indent}>
        {to === undefined ? first.content : <AppLink to={to}>{first.content}</AppLink>}
      </th>
      {others.map(({ key, align, content }) => (
        <td key={key} data-align={align}>
          {content}
        </td>
      ))}
    </tr>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: { key: string; down: boolean } | null;
  readonly onSort: (key: string) => void;
}) {
  const say = useWords(partWords);
  const sorted = sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted}>
      {column.order ? (
        <button
          type="button"
          className={css['sort']}
          onClick={() => onSort(column.key)}
          title={say('sortBy', { column: column.title })}
        >
          {column.title}
          {sorted && <Icon of={sorted === 'ascending' ? ArrowUp : ArrowDown} size={1} />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}
