import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useDevice } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { andThis, changeOf, laidOver, nothingFilled, type Filled } from './laid-over.ts';

/**
 * The visit as it is being filled in. A tap shows at once and is stored at once; what is shown does not wait
 * for the store, and is laid over whatever another tab has stored there meanwhile.
 */
export function useVisitForm(stored: Local<'visits'>) {
  const { store } = useDevice();
  const [filled, setFilled] = useState(nothingFilled);
  const visit = useMemo(() => laidOver(stored, filled), [stored, filled]);
  const known = useRef({ stored, filled });
  const latest = useRef(visit);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [saving, setSaving] = useState(0);
  const { attempt, once, failure } = useAttempt();

  useLayoutEffect(() => {
    known.current = { ...known.current, stored };
    latest.current = laidOver(stored, known.current.filled);
  }, [stored]);

  const fill = useCallback(
    async (fresh: Filled): Promise<boolean> => {
      const all = andThis(known.current.filled, fresh);
      known.current = { ...known.current, filled: all };
      latest.current = laidOver(known.current.stored, all);
      setFilled(all);
      setSaving((n) => n + 1);
      const kept = await attempt(() =>
        store.edit('visits', stored.id, (record) => changeOf(fresh, record)),
      );
      setSaving((n) => n - 1);
      if (kept) setSavedAt(store.now());
      return kept;
    },
    [store, stored.id, attempt],
  );

  const change = useCallback(
    (others: Filled['others']): Promise<boolean> => fill({ answers: {}, others }),
    [fill],
  );
  const answer = useCallback(
    (answers: Filled['answers']) => void fill({ answers, others: {} }),
    [fill],
  );
  /** All that was filled in here once more, in case an earlier tap could not be kept. */
  const allFilled = useCallback(
    (record: Local<'visits'>) => changeOf(known.current.filled, record),
    [],
  );

  return { visit, latest, change, answer, allFilled, once, failure, savedAt, saving: saving > 0 };
}

export type VisitFormState = ReturnType<typeof useVisitForm>;
