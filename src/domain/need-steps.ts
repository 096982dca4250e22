import type { Party } from './record-type.ts';

export const stepNames = [
  'submitted',
  'triaged',
  'assigned',
  'contacted',
  'done',
  'declined',
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
    by: ['admin', 'socialWorker', 'head', 'core', 'liaison', 'volunteer'],
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
};

interface StepFact {
  readonly id: string;
  readonly step: StepName;
  readonly at: number;
  readonly by: string;
  readonly receivedAt?: number | undefined;
  readonly assignee?: string | undefined;
  readonly assigneeName?: string | undefined;
}

export interface NeedState {
  readonly status: NeedStatus | null;
  readonly assignee: string | null;
  readonly assigneeName: string | null;
  readonly closedAt: number | null;
  /** Ids of the steps that counted; the others stay in the history and changed nothing. */
  readonly counted: ReadonlySet<string>;
}

/** Steps in the order in which they happened; ties go by id so that every device agrees. */
export function inOrder<S extends StepFact>(steps: readonly S[]): S[] {
  return steps.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The status of a need, computed from its steps whatever the order in which they arrived. */
export function needStatusOf(steps: readonly StepFact[]): NeedState {
  let status: NeedStatus | null = null;
  let assignee: string | null = null;
  let assigneeName: string | null = null;
  let closedAt: number | null = null;
  const counted = new Set<string>();
  for (const step of inOrder(steps)) {
    const rule = stepTable[step.step];
    if (!rule.from.includes(status)) continue;
    counted.add(step.id);
    status = rule.to ?? status;
    if (step.step === 'assigned') {
      assignee = step.assignee ?? null;
      assigneeName = step.assigneeName ?? null;
    }
    if (status === 'done' || status === 'declined') closedAt = step.at;
  }
  return { status, assignee, assigneeName, closedAt, counted };
}
