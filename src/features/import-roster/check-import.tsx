import { missingColumns } from '../../domain/roster/columns.ts';
import { FileSpreadsheet } from 'lucide-react';
import type { ImportPlan } from '../../domain/roster/import-plan.ts';
import { Icon } from '../../ui/icon.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { ColumnChoices } from './column-choices.tsx';
import css from './import-roster.module.css';
import { OutcomeList } from './outcome-list.tsx';
import { RejectedDownload } from './rejected-download.tsx';
import type { RosterDesk } from './roster-desk.ts';
import { UnknownPlaces } from './unknown-places.tsx';
import type { OpenFile } from './use-import.ts';
import { fileProblemWords, importWords } from './words.ts';

/** The dry run: columns, unknown places, and every row's outcome, before anything is written. */
export function CheckImport({
  file,
  plan,
  desk,
  onChange,
  onRestart,
}: {
  readonly file: OpenFile;
  readonly plan: ImportPlan | null;
  readonly desk: RosterDesk;
  readonly onChange: (file: OpenFile) => void;
  readonly onRestart: () => void;
}) {
  const say = useWords(importWords);
  const sayProblem = useWords(fileProblemWords);
  const ready = file.readings.every(
    ({ part, mapping }) => missingColumns(part, mapping).length === 0,
  );
  return (
    <>
      <div className={css['beside']}>
        <p className={css['fileName']}>
          <Icon of={FileSpreadsheet} /> {file.name}
        </p>
        <QuietButton onClick={onRestart}>{say('chooseAnother')}</QuietButton>
      </div>
      {!ready && (
        <p className={css['problem']} role="alert">
          {sayProblem('noList')}
        </p>
      )}
      <ColumnChoices file={file} onChange={(readings) => onChange({ ...file, readings })} />
      {ready && !plan && <LoadingState label={say('planning')} />}
      {plan && (
        <>
          <UnknownPlaces
            places={plan.unknownPlaces}
            accepted={file.accepted}
            onChange={(accepted) => onChange({ ...file, accepted })}
          />
          <OutcomeList outcomes={plan.outcomes}>
            <RejectedDownload desk={desk} file={file} outcomes={plan.outcomes} />
          </OutcomeList>
        </>
      )}
    </>
  );
}
