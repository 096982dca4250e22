import { Check, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words.ts';
import type { Taken } from './need-writes.ts';
import css from './undo-note.module.css';
import { queueWords } from './words.ts';

/** What was last done here: to be undone, or what an undo came to; stays until one goes on. */
export type Note =
  | { readonly kind: 'taken'; readonly at: number; readonly taken: Taken }
  | { readonly kind: 'takenBack'; readonly at: number; readonly count: number };

export function UndoNote({
  note,
  onUndo,
  onDismiss,
}: {
  readonly note: Note;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}) {
  const say = useWords(queueWords);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed is gone by now; whoever uses the keyboard goes on from here.
    box.current?.focus({ preventScroll: true });
  }, []);
  const words =
    note.kind === 'taken'
      ? say(`undo.${note.taken.step}`, { n: note.taken.before.size })
      : note.count > 0
        ? say('undone', { n: note.count })
        : say('undoneNone');
  return (
    <div className={css['note']} ref={box} tabIndex={-1}>
      <output className={css['words']}>
        <Icon of={note.kind === 'taken' ? Check : Undo2} />
        <span>{words}</span>
      </output>
      {note.kind === 'taken' && (
        <button type="button" className={css['press']} onClick={onUndo}>
          <Icon of={Undo2} size={1.15} />
          {say('undo')}
        </button>
      )}
      <button type="button" className={css['press']} onClick={onDismiss}>
        {say('dismiss')}
      </button>
    </div>
  );
}
