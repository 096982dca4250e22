import { canEdit, writingParties, type Reader } from '../access.ts';
import { inOrder, needStatusOf, stepTable, undoWithin, type StepName } from '../need-steps.ts';
import type { Need, NeedStep } from '../needs.ts';

const chosen = ['triaged', 'assigned', 'contacted', 'done', 'declined'] as const;
export type ChosenStep = (typeof chosen)[number];

/** Whether somebody has spoken with both sides since the need was last given to a helper. */
export function isContacted(need: Pick<Need, 'steps'>): boolean {
  const { counted } = needStatusOf(need.steps);
  const steps = inOrder(need.steps).filter((step) => counted.has(step.id));
  return (
    steps.findLastIndex((step) => step.step === 'contacted') >
    steps.findLastIndex((step) => step.step === 'assigned')
  );
}

function mayTake(reader: Reader, need: Need, step: StepName): boolean {
  const parties = writingParties(reader, need);
  return (
    canEdit(reader, 'needs', need, 'steps') &&
    stepTable[step].by.some((party) => parties.has(party))
  );
}

/** The steps that would count now and that this reader may take, in the order of a need's life. */
export function stepsOpenTo(reader: Reader, need: Need): ChosenStep[] {
  const { status } = needStatusOf(need.steps);
  return chosen.filter(
    (step) =>
      stepTable[step].from.includes(status) &&
      mayTake(reader, need, step) &&
      !(step === 'contacted' && isContacted(need)),
  );
}

/** The one step to offer first: judge, then find somebody, then speak with both, then finish. */
export function nextStep(reader: Reader, need: Need): ChosenStep | null {
  const open = stepsOpenTo(reader, need);
  const { status } = needStatusOf(need.steps);
  const wanted: readonly ChosenStep[] =
    status === 'assigned' ? ['contacted', 'done'] : ['triaged', 'assigned', 'contacted', 'done'];
  return wanted.find((step) => open.includes(step)) ?? null;
}

/** The reader's own step that he may still take back: his last one that counted, while it is the last of all. */
export function undoable(reader: Reader, need: Need, now: number): NeedStep | null {
  const { counted } = needStatusOf(need.steps);
  const last = inOrder(need.steps).findLast(
    (step) => counted.has(step.id) && step.step !== 'undone' && step.step !== 'submitted',
  );
  if (!last || last.by !== reader.person || !mayTake(reader, need, 'undone')) return null;
  return now - last.at <= undoWithin ? last : null;
}
