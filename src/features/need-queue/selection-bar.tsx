import { useMemo, useState } from 'react';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { detailWords } from './detail-words.ts';
import { NeedSheet, type SheetName } from './need-sheet.tsx';
import { fitFor, type Taken } from './need-writes.ts';
import css from './selection-bar.module.css';
import type { Queue } from './use-queue.ts';
import { queueWords } from './words.ts';

/** What can be done with the needs that were chosen: judged, given to one person, declined. */
export function SelectionBar({
  queue,
  chosen,
  onTaken,
}: {
  readonly queue: Queue;
  readonly chosen: ReadonlySet<string>;
  readonly onTaken: (taken: Taken) => void;
}) {
  const say = useWords(queueWords);
  const sayDetail = useWords(detailWords);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const needs = useMemo(
    () => queue.rows.filter(({ need }) => chosen.has(need.id)).map(({ need }) => need),
    [queue.rows, chosen],
  );
  const triaging = fitFor(queue.reader, needs, 'triaged').length > 0;
  const none = needs.length === 0;
  return (
    <div className={css['bar']}>
      <output className={css['count']}>{say('chosen', { n: needs.length })}</output>
      <div className={css['buttons']}>
        <QuietButton disabled={none} onClick={() => setSheet('declined')}>
          {sayDetail('decline')}
        </QuietButton>
        {triaging && (
          <QuietButton onClick={() => setSheet('assigned')}>{sayDetail('assign')}</QuietButton>
        )}
        <PrimaryButton disabled={none} onClick={() => setSheet(triaging ? 'triaged' : 'assigned')}>
          {sayDetail(triaging || queue.tab === 'submitted' ? 'triage' : 'assign')}
        </PrimaryButton>
      </div>
      {sheet !== null && (
        <NeedSheet name={sheet} needs={needs} onClose={() => setSheet(null)} onTaken={onTaken} />
      )}
    </div>
  );
}
