import { CircleCheck, Undo2 } from 'lucide-react';
import { countResults } from '../../domain/roster/outcome.ts';
import type { ImportPlan } from '../../domain/roster/import-plan.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { OutcomeList } from './outcome-list.tsx';
import { RejectedDownload } from './rejected-download.tsx';
import type { RosterDesk } from './roster-desk.ts';
import type { OpenFile } from './use-import.ts';
import { importWords } from './words.ts';

/** What an import did, and what is left to mend. */
export function ImportDone({
  file,
  plan,
  desk,
  onUndo,
}: {
  readonly file: OpenFile;
  readonly plan: ImportPlan;
  readonly desk: RosterDesk;
  readonly onUndo: (batch: string, file: string) => void;
}) {
  const say = useWords(importWords);
  const counts = countResults(plan.outcomes);
  return (
    <>
      <Card tone="teal">
        <p className={css['doneTitle']}>
          <Icon of={CircleCheck} size={1.5} /> {say('doneTitle')}
        </p>
        <p>
          {say('summary', {
            made: counts.imported + counts.corrected,
            updated: counts.updated,
            unchanged: counts.unchanged,
            rejected: counts.rejected,
          })}
        </p>
        <p>{say('doneSync')}</p>
      </Card>
      {counts.rejected > 0 && <p>{say('doneRejected', { n: counts.rejected })}</p>}
      <OutcomeList outcomes={plan.outcomes}>
        <RejectedDownload desk={desk} file={file} outcomes={plan.outcomes} />
        <QuietButton icon={Undo2} onClick={() => onUndo(plan.batch, file.name)}>
          {say('undo')}
        </QuietButton>
      </OutcomeList>
    </>
  );
}
