import type { Party } from './record-type.ts';

export const stepNames = [
  'submitted',
  'triaged',
  'assigned',
  'contacted',
  'done',
  'declined',
  'undone',
] as const;
export type StepName = (typeof stepNames)[number];

export type NeedStatus = 'submitted' | 'triaged' | 'assigned' | 'done' | 'declined';

interface StepRule {
  /** Statuses in which the step counts; `null` is before there is any. */
  readonly from: readonly (NeedStatus | null)[];
  /** The status it leads to; null leaves it as it is. */
  readonly to: NeedStatus | null;
  readonly by: readonly Party[];
}

const triaging = ['admin', 'socialWorker', 'head'] as const;

/** The life of a need, one line a step; a later step is one more line. */
export const stepTable: Readonly<Record<StepName, StepRule>> = {
  submitted: {
    from: [null],
    to: 'submitted',
    by: ['admin', 'socialWorker', 'head', 'core', 'liaison', 'volunteer', 'involved'],
  },
  triaged: { from: ['submitted'], to: 'triaged', by: triaging },
  assigned: { from: ['submitted', 'triaged', 'assigned'], to: 'assigned', by: triaging },
  contacted: {
    from: ['submitted', 'triaged', 'assigned'],
    to: null,
    by: [...triaging, 'liaison', 'involved'],
  },
  done: { from: ['triaged', 'assigned'], to: 'done', by: [...triaging, 'liaison', 'involved'] },
  declined: { from: ['submitted', 'triaged', 'assigned'], to: 'declined', by: triaging },
  /** Takes back one's own step of a moment ago, named in `undoes`: steps are never deleted. */
  undone: {
    from: ['submitted', 'triaged', 'assigned', 'done', 'declined'],
    to: null,
    by: [...triaging, 'liaison', 'involved'],
  },
};

/** How long (ms) after a step its author may take it back; later, others have built on it. */
export const undoWithin = 10 * 60_000;

interface StepFact {
  readonly id: string;
  readonly step: StepName;
  readonly at: number;
  readonly by: string;
  readonly receivedAt?: number | undefined;
  readonly assignee?: string | undefined;
  readonly assigneeName?: string | undefined;
  readonly undoes?: string | undefined;
}

export interface NeedState {
  readonly status: NeedStatus | null;
  readonly assignee: string | null;
  readonly assigneeName: string | null;
  readonly closedAt: number | null;
  /** Ids of the steps that counted; the others stay in the history and changed nothing. */
  readonly counted: ReadonlySet<string>;
  /** Ids of the steps that their own authors took back. */
  readonly undone: ReadonlySet<string>;
}

/** Steps in the order in which they happened; ties go by id so that every device agrees. */
export function inOrder<S extends StepFact>(steps: readonly S[]): S[] {
  return steps.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function takenBack(steps: readonly StepFact[]): Set<string> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const undone = new Set<string>();
  for (const undo of steps) {
    const step = undo.step === 'undone' && undo.undoes ? byId.get(undo.undoes) : undefined;
    if (!step || step.step === 'submitted' || step.step === 'undone') continue;
    const after = undo.at - step.at;
    if (step.by === undo.by && after >= 0 && after <= undoWithin) undone.add(step.id);
  }
  return undone;
}

/** The status of a need, computed from its steps whatever the order in which they arrived. */
export function needStatusOf(steps: readonly StepFact[]): NeedState {
  let status: NeedStatus | null = null;
  let assignee: string | null = null;
  let assigneeName: string | null = null;
  let closedAt: number | null = null;
  const counted = new Set<string>();
  const undone = takenBack(steps);
  for (const step of inOrder(steps)) {
    const rule = stepTable[step.step];
    if (undone.has(step.id) || !rule.from.includes(status)) continue;
    if (step.step === 'undone') {
      if (step.undoes && undone.has(step.undoes)) counted.add(step.id);
      continue;
    }
    counted.add(step.id);
    status = rule.to ?? status;
    if (step.step === 'assigned') {
      assignee = step.assignee ?? null;
      assigneeName = step.assigneeName ?? null;
    }
    if (status === 'done' || status === 'declined') closedAt = step.at;
  }
  return { status, assignee, assigneeName, closedAt, counted, undone };
}
