import type { Reader } from '../../domain/access.ts';
import type { Need, NeedCategory, Urgency } from '../../domain/needs.ts';
import { stepsOpenTo, undoable, type ChosenStep } from '../../domain/rules/need-actions.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import type { NewMember, RecordEdit } from '../../store/local-record.ts';

export type NewStep = NewMember<'needs', 'steps'> & { readonly step: ChosenStep };

export interface Sorting {
  readonly category?: NeedCategory | undefined;
  readonly urgency?: Urgency | undefined;
}

/** What was just done to which needs, so that it can be taken back. */
export interface Taken {
  readonly step: ChosenStep;
  readonly before: ReadonlyMap<string, Pick<Need, 'category' | 'urgency'>>;
}

/** Those of several needs for which a step would count and is the reader's to take. */
export function fitFor<N extends Need>(
  reader: Reader,
  needs: readonly N[],
  step: ChosenStep,
): readonly N[] {
  return needs.filter((need) => stepsOpenTo(reader, need).includes(step));
}

/** Takes one step on each of the needs, with new sorting where there is one: one write on this device. */
export async function takeStep(
  store: DeviceStore,
  needs: readonly Need[],
  step: NewStep,
  sorting: Sorting = {},
): Promise<Taken> {
  const edits = needs.map((need): RecordEdit<'needs'> => ({
    id: need.id,
    change: sorting,
    add: { steps: [step] },
  }));
  await store.editMany('needs', edits);
  const before = needs.map(({ id, category, urgency }) => [id, { category, urgency }] as const);
  return { step: step.step, before: new Map(before) };
}

/**
 * Takes back what was just done, as far as nobody has carried on since: one write again. Answers how many
 * needs stand where they stood before.
 */
export async function takeBack(store: DeviceStore, reader: Reader, taken: Taken): Promise<number> {
  const needs = await Promise.all([...taken.before.keys()].map((id) => store.get('needs', id)));
  const edits = needs.flatMap((need): RecordEdit<'needs'>[] => {
    const step = need && undoable(reader, need, store.now());
    if (!step || step.step !== taken.step) return [];
    const change = taken.before.get(need.id);
    return [{ id: need.id, change, add: { steps: [{ step: 'undone', undoes: step.id }] } }];
  });
  if (edits.length > 0) await store.editMany('needs', edits);
  return edits.length;
}
