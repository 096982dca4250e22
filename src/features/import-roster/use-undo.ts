import { useState } from 'react';
import type { Reader } from '../../domain/access.ts';
import { planUndo, type UndoPlan } from '../../domain/roster/plan-undo.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { carryOutUndo } from './carry-out.ts';

export interface Undo {
  readonly batch: string;
  readonly file: string;
  readonly plan: UndoPlan;
}

async function planFor(store: DeviceStore, batch: string, writer: Reader): Promise<UndoPlan> {
  const [notices, places, people, posts, visits, needs] = await Promise.all([
    store.find('notices', { where: { kind: 'import' } }),
    store.find('places'),
    store.find('people'),
    store.find('posts'),
    store.find('visits'),
    store.find('needs'),
  ]);
  return planUndo({ batch, notices, places, people, posts, visits, needs, writer });
}

/** Takes an import back: first what that would mean, then, once confirmed, the doing. */
export function useUndo(store: DeviceStore, reader: Reader) {
  const [asked, setAsked] = useState<Undo | null>(null);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const { attempt, failure } = useAttempt();
  const ask = (batch: string, file: string) =>
    void attempt(async () => setAsked({ batch, file, plan: await planFor(store, batch, reader) }));
  const confirm = async (): Promise<void> => {
    if (!asked) return;
    setProgress({ done: 0, total: 1 });
    await attempt(() =>
      carryOutUndo(store, asked.plan, (done, total) => setProgress({ done, total })),
    );
    setProgress(null);
    setAsked(null);
  };
  return { asked, progress, failure, ask, confirm, cancel: () => setAsked(null) };
}
