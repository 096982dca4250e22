import { useCallback, useRef, useState } from 'react';
import { useDevice } from '../../store/device-context.tsx';
import type { Change, Local } from '../../store/local-record.ts';
import { useAttempt } from '../../ui/use-attempt.ts';

type Visit = Local<'visits'>;

function withChange(visit: Visit, change: Change<'visits'>): Visit {
  const next: Record<string, unknown> = { ...visit };
  for (const [field, value] of Object.entries(change)) {
    if (value === null) delete next[field];
    else if (value !== undefined) next[field] = value;
  }
  return next as unknown as Visit;
}

/**
 * The visit as it is being filled in. A tap shows at once and is stored at once; what is shown does not wait
 * for the store, and a second tap builds on the first even where that is still being written.
 */
export function useVisitForm(stored: Visit) {
  const { store } = useDevice();
  const [visit, setVisit] = useState(stored);
  const latest = useRef(stored);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [saving, setSaving] = useState(0);
  const { attempt, once, failure } = useAttempt();

  const change = useCallback(
    async (fields: Change<'visits'>): Promise<boolean> => {
      latest.current = withChange(latest.current, fields);
      setVisit(latest.current);
      setSaving((n) => n + 1);
      const kept = await attempt(() => store.edit('visits', stored.id, fields));
      setSaving((n) => n - 1);
      if (kept) setSavedAt(store.now());
      return kept;
    },
    [store, stored.id, attempt],
  );

  const answer = useCallback(
    (question: string, choice: string | null) => {
      const { [question]: _, ...others } = latest.current.answers ?? {};
      void change({ answers: choice === null ? others : { ...others, [question]: choice } });
    },
    [change],
  );

  return { visit, latest, change, answer, once, failure, savedAt, saving: saving > 0 };
}

export type VisitFormState = ReturnType<typeof useVisitForm>;
