import { CloudUpload, Siren, SquareCheckBig, Square, TriangleAlert, Undo2 } from 'lucide-react';
import type { Urgency } from '../../domain/needs.ts';
import { placeFromHere } from '../../domain/rules/place-from-here.ts';
import { Dots } from '../../ui/dots.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { TimeBar } from '../../ui/time-bar.tsx';
import { useWords } from '../../ui/words.ts';
import { captureInWords, leftInWords, toneOf } from './clock-words.ts';
import css from './need-row.module.css';
import { needWords } from './need-words.ts';
import { needAddress, type Queue, type Row } from './use-queue.ts';
import { queueWords } from './words.ts';

/** One need in the list: what, where, who, how urgent, how much time is left. */
export function NeedRow({
  row,
  queue,
  selected,
  returned,
}: {
  readonly row: Row;
  readonly queue: Queue;
  readonly selected: boolean;
  readonly returned: boolean;
}) {
  return (
    <ListRow
      {...useRowContent(row, queue, returned)}
      to={needAddress(row.need.id, queue)}
      selected={selected}
    />
  );
}

/** The same while several are being chosen: a big tick box. */
export function ChoosableRow({
  row,
  queue,
  chosen,
  onToggle,
  returned,
}: {
  readonly row: Row;
  readonly queue: Queue;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  readonly returned: boolean;
}) {
  return (
    <label className={css['choosable']}>
      <input type="checkbox" className={css['input']} checked={chosen} onChange={onToggle} />
      <span className={css['face']}>
        <ListRow
          {...useRowContent(row, queue, returned)}
          icon={chosen ? SquareCheckBig : Square}
          selected={chosen}
        />
      </span>
    </label>
  );
}

function useRowContent(row: Row, queue: Queue, returned: boolean) {
  const say = useWords(queueWords);
  const sayNeed = useWords(needWords);
  const { need, clock, headline, assigneeName } = row;
  const { now } = queue;
  const captured = captureInWords(need, now, say);
  const place = placeFromHere(need.place, queue.names, queue.reader.grants);
  const tone = clock ? toneOf(clock, now) : 'grey';
  const left = clock ? leftInWords(clock, say) : null;
  return {
    title: `${sayNeed(need.category)} · ${headline}`,
    detail: (
      <>
        <span className={css['line']}>
          <Dots of={[place, need.personName]} />
        </span>
        {assigneeName !== null && row.closedAt === null && queue.tab !== 'mine' && (
          <span className={css['line']}>{say('forName', { name: assigneeName })}</span>
        )}
        {captured !== null && row.closedAt === null && (
          <span className={css['line']}>{captured}</span>
        )}
        <span className={css['pills']}>
          <Pill tone={tone}>{left ?? sayNeed(`status.${row.status}`)}</Pill>
          <UrgencyPill urgency={need.urgency} />
          {need.unsentSince > 0 && (
            <Pill tone="grey" icon={CloudUpload}>
              {say('waiting')}
            </Pill>
          )}
          {returned && (
            <Pill tone="amber" icon={Undo2}>
              {say('returned')}
            </Pill>
          )}
        </span>
      </>
    ),
    edge: need.urgency === 'emergency' && row.closedAt === null ? ('alarm' as const) : undefined,
    below:
      clock && left !== null ? (
        <TimeBar from={clock.startsAt} due={clock.dueAt} now={now} label={left} tone={tone} />
      ) : undefined,
  };
}

/** Urgent and emergency are marked; what is not is not worth a mark. */
export function UrgencyPill({ urgency }: { readonly urgency: Urgency }) {
  const sayNeed = useWords(needWords);
  if (urgency === 'normal') return null;
  return urgency === 'emergency' ? (
    <Pill tone="alarm" icon={Siren}>
      {sayNeed('emergency')}
    </Pill>
  ) : (
    <Pill tone="amber" icon={TriangleAlert}>
      {sayNeed('urgent')}
    </Pill>
  );
}
