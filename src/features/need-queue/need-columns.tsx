import type { Column } from '../../ui/data-table.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Pill } from '../../ui/pill.tsx';
import { TimeBar } from '../../ui/time-bar.tsx';
import { useWords, type Say } from '../../ui/words.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import { captureInWords, leftInWords, toneOf } from './clock-words.ts';
import { UrgencyPill } from './need-row.tsx';
import css from './need-table.module.css';
import { needWords } from './need-words.ts';
import type { Queue, Row } from './use-queue.ts';
import { queueWords } from './words.ts';

export interface TableContext {
  readonly queue: Queue;
  /** Null while nothing is being chosen. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onToggle: (id: string) => void;
  readonly returned: ReadonlySet<string>;
}

/** The columns of the queue on a desktop. */
export function needColumns(
  context: TableContext,
  say: Say<keyof typeof queueWords.zh>,
): Column<Row>[] {
  const { queue } = context;
  return [
    { key: 'need', title: say('colNeed'), cell: (row) => <TitleCell row={row} {...context} /> },
    { key: 'urgency', title: say('colUrgency'), cell: (row) => <UrgencyCell row={row} /> },
    {
      key: 'place',
      title: say('colPlace'),
      cell: (row) => <PlaceCell row={row} queue={queue} />,
    },
    { key: 'person', title: say('colPerson'), cell: (row) => row.need.personName ?? '' },
    {
      key: 'clock',
      title: say('colClock'),
      cell: (row) => <ClockCell row={row} now={queue.now} />,
    },
    ...(queue.tab === 'submitted'
      ? []
      : [{ key: 'who', title: say('colWho'), cell: (row: Row) => row.assigneeName ?? '' }]),
    {
      key: 'raised',
      title: say('colRaised'),
      order: (a, b) => a.need.createdAt - b.need.createdAt,
      cell: (row) => <RaisedCell row={row} {...context} />,
    },
  ];
}

function TitleCell({ row, chosen, onToggle }: TableContext & { readonly row: Row }) {
  const sayNeed = useWords(needWords);
  const { id, category } = row.need;
  const title = `${sayNeed(category)} · ${row.headline}`;
  if (chosen === null) return title;
  return (
    <label className={css['choice']}>
      <input
        type="checkbox"
        className={css['box']}
        checked={chosen.has(id)}
        onChange={() => onToggle(id)}
      />
      {title}
    </label>
  );
}

function PlaceCell({ row, queue }: { readonly row: Row; readonly queue: Queue }) {
  const place = placeFromHere(row.need.place, queue.names, queue.reader.grants);
  return <span className={css['whole']}>{place}</span>;
}

function UrgencyCell({ row }: { readonly row: Row }) {
  const sayNeed = useWords(needWords);
  const { urgency } = row.need;
  return (
    <span className={css['line']}>
      {urgency === 'normal' ? sayNeed('normal') : <UrgencyPill urgency={urgency} />}
    </span>
  );
}

function ClockCell({ row, now }: { readonly row: Row; readonly now: number }) {
  const say = useWords(queueWords);
  const sayNeed = useWords(needWords);
  const { clock } = row;
  if (!clock) return sayNeed(`status.${row.status}`);
  const tone = toneOf(clock, now);
  const left = leftInWords(clock, say);
  return (
    <span className={css['clock']}>
      <span className={css['line']}>
        <Pill tone={tone}>{left}</Pill>
      </span>
      <TimeBar from={clock.startsAt} due={clock.dueAt} now={now} label={left} tone={tone} />
    </span>
  );
}

function RaisedCell({ row, queue, returned }: TableContext & { readonly row: Row }) {
  const say = useWords(queueWords);
  const { need } = row;
  return (
    <>
      {captureInWords(need, queue.now, say) ?? formatWhen(need.createdAt, queue.now)}
      <span className={css['state']}>
        {need.unsentSince > 0 && <Pill tone="grey">{say('waiting')}</Pill>}
        {returned.has(need.id) && <Pill tone="amber">{say('returned')}</Pill>}
      </span>
    </>
  );
}
