import { FileSpreadsheet } from 'lucide-react';
import type { RefObject } from 'react';
import type { FileProblem } from '../../domain/roster/read-roster-file.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { useDrop } from './use-drop.ts';
import { fileProblemWords, importWords } from './words.ts';

/** Where a file is dropped; the button at the bottom of the page opens the same choice. */
export function PickFile({
  input,
  problem,
  onFile,
}: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly problem: FileProblem | undefined;
  readonly onFile: (file: File) => void;
}) {
  const say = useWords(importWords);
  const sayProblem = useWords(fileProblemWords);
  const [field, over] = useDrop(onFile);
  return (
    <>
      <label className={css['drop']} data-over={over || undefined} ref={field}>
        <Icon of={FileSpreadsheet} size={2.4} />
        <strong>{say('drop')}</strong>
        <span className={css['hint']}>{say('dropHint')}</span>
        <input
          ref={input}
          className={css['fileInput']}
          type="file"
          accept=".xlsx,.csv,.txt,.xls,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
            // The same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
      </label>
      {problem && (
        <p className={css['problem']} role="alert">
          {sayProblem(problem)}
        </p>
      )}
    </>
  );
}
