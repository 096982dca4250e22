import { useCallback, useEffect, useRef, useState } from 'react';
import type { Need } from '../../domain/needs.ts';
import { useDevice } from '../../store/device-context.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';

/** What is filled in; the category is null until one was chosen. */
export interface NeedFields extends Pick<
  Need,
  'place' | 'urgency' | 'what' | 'consent' | 'source'
> {
  readonly category: Need['category'] | null;
  readonly when: string | null;
  readonly person: string | null;
  readonly personName: string | null;
  readonly contactPhone: string | null;
  readonly visit: string | null;
}

const filled = (fields: NeedFields) => ({
  kind: 'need' as const,
  place: fields.place,
  category: fields.category ?? ('other' as const),
  urgency: fields.urgency,
  what: fields.what,
  consent: fields.consent,
  source: fields.source,
  ...(fields.when === null ? {} : { when: fields.when }),
  ...(fields.person === null ? {} : { person: fields.person }),
  ...(fields.personName === null ? {} : { personName: fields.personName }),
  ...(fields.contactPhone === null ? {} : { contactPhone: fields.contactPhone }),
  ...(fields.visit === null ? {} : { visit: fields.visit }),
});

/**
 * A need being filled in. The first change makes the draft, every further one is stored in it, in order;
 * what is shown does not wait for the store.
 */
export function useNeedForm(
  start: NeedFields,
  draft: string | null,
  onCreated: (id: string) => void,
) {
  const { store } = useDevice();
  const [fields, setFields] = useState(start);
  const latest = useRef(start);
  const own = useRef<Partial<NeedFields>>({});
  const id = useRef(draft);
  const [begun, setBegun] = useState(draft !== null);
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [saving, setSaving] = useState(0);
  const { attempt, failure } = useAttempt();
  const open = useRef(false);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  /** One write after the other: none may overtake the one that makes the draft. */
  const write = useCallback(
    (work: () => Promise<unknown>): Promise<boolean> => {
      const done = writing.current.then(() => attempt(work));
      writing.current = done;
      return done;
    },
    [attempt],
  );

  const keep = useCallback(
    async (change: Partial<NeedFields>) => {
      if (id.current !== null) {
        const { category, ...others } = change;
        await store.edit('needs', id.current, { ...others, ...(category ? { category } : {}) });
        return;
      }
      const made = await store.create(
        'needs',
        { ...filled(latest.current), steps: [] },
        { draft: true },
      );
      id.current = made.id;
      setBegun(true);
      // The address of a page that was left meanwhile is not ours to change.
      if (open.current) onCreated(made.id);
    },
    [store, onCreated],
  );

  const change = useCallback(
    async (changed: Partial<NeedFields>): Promise<void> => {
      latest.current = { ...latest.current, ...changed };
      own.current = { ...own.current, ...changed };
      setFields(latest.current);
      setSaving((n) => n + 1);
      if (await write(() => keep(changed))) setSavedAt(store.now());
      setSaving((n) => n - 1);
    },
    [store, write, keep],
  );

  /** Sends the need off: its first step, then no longer a draft. A repeated press adds no second step. */
  const finish = (): Promise<boolean> =>
    write(async () => {
      if (id.current === null) await keep({});
      const made = id.current;
      if (made === null) return;
      const stored = await store.get('needs', made);
      if (stored && stored.steps.length === 0) {
        await store.addTo('needs', made, 'steps', { step: 'submitted' });
      }
      // All that was filled in here once more, in case an earlier change could not be kept.
      const { category, what, ...others } = own.current;
      await store.finishDraft('needs', made, (record) => ({
        ...others,
        category: category ?? record.category,
        what: (what ?? record.what).trim(),
      }));
    });

  const discard = (): Promise<boolean> =>
    write(async () => {
      if (id.current !== null) await store.discardDraft('needs', id.current);
    });

  return { fields, begun, change, finish, discard, failure, savedAt, saving: saving > 0 };
}

export type NeedForm = ReturnType<typeof useNeedForm>;
