import { inOrder, needStatusOf } from '../need-steps.ts';
import type { NeedStep } from '../needs.ts';

/**
 * What a step did: it stands; it was taken back by its author; another helper was named after it; or it
 * changed nothing, because the need was closed, because another had done it, or because it came too early.
 */
export type StepEffect = 'stands' | 'takenBack' | 'replaced' | 'closed' | 'repeated' | 'tooEarly';

export interface TimelineEntry {
  readonly step: NeedStep;
  readonly effect: StepEffect;
  /** The other step that explains it: the later assignment, the one that closed, the one that was first. */
  readonly because: NeedStep | null;
  /** Two people acted without knowing of each other: the other step had not arrived when this was taken. */
  readonly crossed: boolean;
}

const closes = (step: NeedStep): boolean => step.step === 'done' || step.step === 'declined';

function whyNot(
  step: NeedStep,
  before: readonly NeedStep[],
): { effect: StepEffect; because: NeedStep | null } {
  const closed = before.find(closes);
  if (closed) return { effect: 'closed', because: closed };
  const same = before.findLast((other) => other.step === step.step || overtakes(other, step));
  return same ? { effect: 'repeated', because: same } : { effect: 'tooEarly', because: null };
}

// Somebody who finds a helper at once has judged the need as well.
const overtakes = (other: NeedStep, step: NeedStep): boolean =>
  step.step === 'triaged' && other.step === 'assigned';

/** Whether `later` was taken before word of `earlier` could have reached its author. */
function unaware(earlier: NeedStep, later: NeedStep): boolean {
  return earlier.by !== later.by && (earlier.receivedAt ?? Infinity) > later.at;
}

/** The history of a need in the order in which it happened, with what became of each step. */
export function timelineOf(steps: readonly NeedStep[]): TimelineEntry[] {
  const { counted, undone } = needStatusOf(steps);
  const ordered = inOrder(steps);
  return ordered
    .filter((step) => step.step !== 'undone' || counted.has(step.id))
    .map((step): TimelineEntry => {
      if (undone.has(step.id)) return { step, effect: 'takenBack', because: null, crossed: false };
      if (counted.has(step.id)) {
        const next =
          step.step === 'assigned'
            ? ordered.find(
                (other) =>
                  other.step === 'assigned' &&
                  counted.has(other.id) &&
                  ordered.indexOf(other) > ordered.indexOf(step),
              )
            : undefined;
        return next
          ? { step, effect: 'replaced', because: next, crossed: unaware(step, next) }
          : { step, effect: 'stands', because: null, crossed: false };
      }
      const before = ordered.slice(0, ordered.indexOf(step)).filter(({ id }) => counted.has(id));
      const why = whyNot(step, before);
      return { step, ...why, crossed: why.because !== null && unaware(why.because, step) };
    });
}
