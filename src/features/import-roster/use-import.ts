import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reader } from '../../domain/access.ts';
import { missingColumns, type SheetReading } from '../../domain/roster/columns.ts';
import type { Existing, ImportPlan } from '../../domain/roster/import-plan.ts';
import { maxFileBytes, type FileProblem } from '../../domain/roster/read-roster-file.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import { carryOut } from './carry-out.ts';
import type { RosterDesk, SheetPreview } from './roster-desk.ts';

export interface OpenFile {
  readonly name: string;
  readonly sheets: readonly SheetPreview[];
  readonly readings: readonly SheetReading[];
  readonly accepted: readonly string[];
}

export type ImportState =
  | { readonly step: 'choose'; readonly problem?: FileProblem }
  | { readonly step: 'reading'; readonly name: string }
  | { readonly step: 'check'; readonly file: OpenFile; readonly plan: ImportPlan | null }
  | { readonly step: 'writing'; readonly done: number; readonly total: number }
  | { readonly step: 'done'; readonly file: OpenFile; readonly plan: ImportPlan };

interface Who {
  readonly store: DeviceStore;
  readonly reader: Reader;
  readonly community: string;
}

async function existingOn({ store, community }: Who): Promise<Existing | null> {
  const [places, people, posts] = await Promise.all([
    store.find('places'),
    store.find('people'),
    store.find('posts'),
  ]);
  const own = places.find(({ place }) => place === community);
  return own ? { community: own, places, people, posts } : null;
}

const isReady = ({ readings }: OpenFile): boolean =>
  readings.length > 0 &&
  readings.every(({ part, mapping }) => missingColumns(part, mapping).length === 0);

/** An import from the choice of the file to its result; every change of a column plans anew. */
export function useImport(who: Who, desk: RosterDesk) {
  const [state, setState] = useState<ImportState>({ step: 'choose' });
  const [failure, setFailure] = useState<unknown>(null);
  const asked = useRef(0);

  const planFor = useCallback(
    async (file: OpenFile): Promise<ImportPlan | null> => {
      const existing = await existingOn(who);
      if (!existing) return null;
      return desk.plan({
        readings: file.readings,
        existing,
        accepted: file.accepted,
        writer: who.reader,
        batch: newBatch(),
        now: who.store.now(),
      });
    },
    [who, desk],
  );

  const check = useCallback(
    async (file: OpenFile): Promise<void> => {
      asked.current += 1;
      const turn = asked.current;
      setState((now) => ({
        step: 'check',
        file,
        plan: now.step === 'check' && isReady(file) ? now.plan : null,
      }));
      if (!isReady(file)) return;
      try {
        const plan = await planFor(file);
        if (turn === asked.current) setState({ step: 'check', file, plan });
      } catch (error) {
        setFailure(error);
      }
    },
    [planFor],
  );

  const open = async (chosen: File): Promise<void> => {
    setFailure(null);
    // Before it is read: a film dropped here by mistake must not fill the memory.
    if (chosen.size > maxFileBytes) return setState({ step: 'choose', problem: 'tooBig' });
    setState({ step: 'reading', name: chosen.name });
    try {
      const opened = await desk.open(new Uint8Array(await chosen.arrayBuffer()));
      if (!opened.ok) setState({ step: 'choose', problem: opened.problem });
      else await check({ ...opened, name: chosen.name, accepted: [] });
    } catch (error) {
      setState({ step: 'choose' });
      setFailure(error);
    }
  };

  const apply = async (file: OpenFile): Promise<void> => {
    setFailure(null);
    setState({ step: 'writing', done: 0, total: 1 });
    try {
      // Planned once more: the records may have changed while the rows were being looked at.
      const plan = await planFor(file);
      if (!plan) return await check(file);
      const about = { community: who.community, file: file.name };
      await carryOut(who.store, plan, about, (done, total) =>
        setState({ step: 'writing', done, total }),
      );
      setState({ step: 'done', file, plan });
    } catch (error) {
      setFailure(error);
      await check(file);
    }
  };

  const restart = useCallback(() => setState({ step: 'choose' }), []);
  useEffect(() => () => void (asked.current += 1), []);
  return { state, failure, open, check, apply, restart };
}

/** A name for the records of one import. */
function newBatch(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
