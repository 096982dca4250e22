import { FileSpreadsheet, Undo2 } from 'lucide-react';
import { importOutcomeOf } from '../../domain/roster/import-record.ts';
import { useNow, useRecords } from '../../store/device-context.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { importWords } from './words.ts';

/** Imports that this device remembers, the newest first, each with its undo. */
export function EarlierImports({
  onUndo,
}: {
  readonly onUndo: (batch: string, file: string) => void;
}) {
  const say = useWords(importWords);
  const now = useNow();
  const records = useRecords('notices', { where: { kind: 'import' } });
  if (!records) return <LoadingState />;
  const imports = records
    .flatMap((record) => {
      const outcome = importOutcomeOf(record);
      return outcome?.part === 0 ? [{ record, outcome }] : [];
    })
    .toSorted((a, b) => b.record.createdAt - a.record.createdAt);
  return (
    <Section title={say('earlier')} count={imports.length}>
      {imports.length === 0 && <p className={css['hint']}>{say('noEarlier')}</p>}
      {imports.map(({ record, outcome: { file, counts } }) => (
        <ListRow
          key={record.id}
          icon={FileSpreadsheet}
          title={file}
          detail={
            <>
              {formatWhen(record.createdAt, now)} ·{' '}
              {say('summary', {
                made: counts.imported + counts.corrected,
                updated: counts.updated,
                unchanged: counts.unchanged,
                rejected: counts.rejected,
              })}
            </>
          }
          below={
            record.undoneAt === undefined ? (
              <QuietButton icon={Undo2} onClick={() => onUndo(record.batch ?? '', file)}>
                {say('undo')}
              </QuietButton>
            ) : (
              say('undone', { when: formatWhen(record.undoneAt, now) })
            )
          }
        />
      ))}
    </Section>
  );
}
