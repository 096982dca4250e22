import { useEffect } from 'react';
import type { Local } from '../../store/local-record.ts';
import { AssignSheet } from './assign-sheet.tsx';
import { DeclineSheet, DoneSheet } from './close-sheets.tsx';
import type { Taken } from './need-writes.ts';
import { SortingSheet, TriageSheet } from './triage-sheet.tsx';

export type SheetName = 'triaged' | 'assigned' | 'done' | 'declined' | 'sorting';

const sheets = {
  triaged: TriageSheet,
  assigned: AssignSheet,
  done: DoneSheet,
  declined: DeclineSheet,
} as const;

/** The sheet in which one step is written, for one need or several. */
export function NeedSheet({
  name,
  needs,
  onClose,
  onTaken,
}: {
  readonly name: SheetName;
  readonly needs: readonly Local<'needs'>[];
  readonly onClose: () => void;
  readonly onTaken: (taken: Taken) => void;
}) {
  useFocusBack();
  const taken = (what: Taken) => {
    onTaken(what);
    onClose();
  };
  const [first] = needs;
  if (name === 'sorting') return first ? <SortingSheet need={first} onClose={onClose} /> : null;
  const Sheet = sheets[name];
  return <Sheet needs={needs} onClose={onClose} onTaken={taken} />;
}

/** When the sheet closes the focus goes back to what opened it, if that is still there. */
function useFocusBack(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus({ preventScroll: true });
      }
    };
  }, []);
}
