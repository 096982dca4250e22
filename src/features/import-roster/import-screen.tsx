import { FileUp, UsersRound } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { countResults } from '../../domain/roster/outcome.ts';
import { useDevice, useReader, useSession } from '../../store/device-context.tsx';
import { useBusyForm } from '../../ui/busy-form.ts';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ErrorState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { CheckImport } from './check-import.tsx';
import { deskInWorker } from './desk-in-worker.ts';
import { EarlierImports } from './earlier-imports.tsx';
import { ImportDone } from './import-done.tsx';
import css from './import-roster.module.css';
import { PickFile } from './pick-file.tsx';
import type { RosterDesk } from './roster-desk.ts';
import { UndoSheet } from './undo-sheet.tsx';
import { useImport, type ImportState } from './use-import.ts';
import { useUndo } from './use-undo.ts';
import { importWords } from './words.ts';

/** Takes a roster in: choose a file, see what becomes of every row, import, and undo if need be. */
export function ImportScreen() {
  const say = useWords(importWords);
  const reader = useReader();
  const [desk] = useState(deskInWorker);
  useEffect(() => () => desk.close(), [desk]);
  if (!reader.grants.some(({ role }) => role === 'admin' || role === 'socialWorker')) {
    return (
      <Page title={say('title')}>
        <NoPermission />
      </Page>
    );
  }
  return <ImportAtDesk desk={desk} />;
}

/** The screen at a desk; tests bring one that works in their own thread. */
export function ImportAtDesk({ desk }: { readonly desk: RosterDesk }) {
  const say = useWords(importWords);
  const { store } = useDevice();
  const { community } = useSession();
  const reader = useReader();
  const who = useMemo(() => ({ store, reader, community }), [store, reader, community]);
  const { state, failure, open, check, apply, restart } = useImport(who, desk);
  const undo = useUndo(store, reader);
  const input = useRef<HTMLInputElement>(null);
  useBusyForm(state.step === 'check' || state.step === 'writing');
  const failed = failure ?? undo.failure;
  return (
    <Page
      title={say('title')}
      subtitle={state.step === 'choose' ? say('subtitle') : undefined}
      wide={state.step === 'check' || state.step === 'done'}
      bottom={
        <Bottom
          state={state}
          onChoose={() => input.current?.click()}
          onRestart={restart}
          onApply={() => state.step === 'check' && void apply(state.file)}
        />
      }
    >
      {failed !== null && <ErrorState title={say('failed')}>{say('failedHint')}</ErrorState>}
      {state.step === 'choose' && (
        <>
          <PickFile input={input} problem={state.problem} onFile={(file) => void open(file)} />
          <EarlierImports onUndo={undo.ask} />
        </>
      )}
      {state.step === 'reading' && <LoadingState label={say('reading', { name: state.name })} />}
      {state.step === 'check' && (
        <CheckImport
          file={state.file}
          plan={state.plan}
          desk={desk}
          onChange={(file) => void check(file)}
          onRestart={restart}
        />
      )}
      {state.step === 'writing' && <Writing done={state.done} total={state.total} />}
      {state.step === 'done' && (
        <ImportDone file={state.file} plan={state.plan} desk={desk} onUndo={undo.ask} />
      )}
      <UndoSheet undo={undo} />
    </Page>
  );
}

function Writing({ done, total }: { readonly done: number; readonly total: number }) {
  const say = useWords(importWords);
  const words = say('writing', { done, total });
  return (
    <output className={css['writing']}>
      <strong>{words}</strong>
      <ProgressBar value={done} max={total} label={words} />
      <span className={css['hint']}>{say('writingHint')}</span>
    </output>
  );
}

function Bottom({
  state,
  onChoose,
  onRestart,
  onApply,
}: {
  readonly state: ImportState;
  readonly onChoose: () => void;
  readonly onRestart: () => void;
  readonly onApply: () => void;
}) {
  const say = useWords(importWords);
  if (state.step === 'choose') {
    return (
      <PrimaryButton icon={FileUp} onClick={onChoose}>
        {say('choose')}
      </PrimaryButton>
    );
  }
  if (state.step === 'done') {
    return (
      <>
        <QuietButton onClick={onRestart}>{say('again')}</QuietButton>
        <PrimaryButton icon={UsersRound} to="/people">
          {say('toPeople')}
        </PrimaryButton>
      </>
    );
  }
  if (state.step !== 'check') return null;
  const counts = countResults(state.plan?.outcomes ?? []);
  const rows = counts.imported + counts.corrected + counts.updated;
  return (
    <PrimaryButton icon={FileUp} onClick={onApply} disabled={rows === 0}>
      {rows === 0 ? say('nothingToApply') : say('apply', { n: rows })}
    </PrimaryButton>
  );
}
