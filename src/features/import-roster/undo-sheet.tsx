import type { KeptReason, UndoPlan } from '../../domain/roster/plan-undo.ts';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { formatList } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import type { useUndo } from './use-undo.ts';
import { importWords } from './words.ts';

const keptKeys = {
  inUse: 'keptInUse',
  changedSince: 'keptChanged',
  notAllowed: 'keptNotAllowed',
} as const satisfies Record<KeptReason, keyof typeof importWords.zh>;

const named = 6;

/** Says what taking an import back would do, and asks once more. */
export function UndoSheet({ undo }: { readonly undo: ReturnType<typeof useUndo> }) {
  const say = useWords(importWords);
  const { asked, progress } = undo;
  const possible = asked !== null && asked.plan.records.length > 0;
  return (
    <ConfirmSheet
      opened={asked !== null}
      onClose={undo.cancel}
      title={say('undoTitle')}
      confirm={possible ? say('undoConfirm') : undefined}
      onConfirm={() => void undo.confirm()}
      tone="alarm"
      busy={progress !== null}
    >
      {asked && <p className={css['fileName']}>{asked.file}</p>}
      {asked && !possible && <p>{say('undoNothing')}</p>}
      {asked && possible && (
        <p>{say('undoWhat', { n: asked.plan.deletions.length, edits: asked.plan.edits.length })}</p>
      )}
      {asked && asked.plan.kept.length > 0 && <Kept kept={asked.plan.kept} />}
      {progress && (
        <>
          <p>{say('undoing', progress)}</p>
          <ProgressBar value={progress.done} max={progress.total} label={say('undoConfirm')} />
        </>
      )}
    </ConfirmSheet>
  );
}

function Kept({ kept }: { readonly kept: UndoPlan['kept'] }) {
  const say = useWords(importWords);
  const names = (why: KeptReason): string | null => {
    const those = kept.filter((record) => record.why === why).map(({ name }) => name);
    if (those.length === 0) return null;
    const first = formatList(those.slice(0, named));
    return those.length > named ? say('andMore', { names: first, n: those.length }) : first;
  };
  return (
    <>
      <p>{say('undoKept', { n: kept.length })}</p>
      <ul>
        {(Object.keys(keptKeys) as KeptReason[]).map((why) => {
          const list = names(why);
          return list && <li key={why}>{say(keptKeys[why], { names: list })}</li>;
        })}
      </ul>
    </>
  );
}
