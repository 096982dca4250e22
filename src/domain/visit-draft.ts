import type { Visit, VisitOutcome } from './visits.ts';

type Timed = Pick<Visit, 'finishedAt'>;

export interface VisitStart {
  readonly kind: 'round' | 'watch';
  readonly place: string;
  readonly person?: string | undefined;
  readonly visitorName?: string | undefined;
  readonly at: number;
}

type VisitFields = Pick<Visit, 'kind' | 'place' | 'startedAt' | 'finishedAt'> &
  Partial<Pick<Visit, 'person' | 'visitorName' | 'outcome' | 'corrects' | 'answers' | 'note'>>;

/** A visit as it is when one begins to fill it in. While half filled its `finishedAt` is 0. */
export function visitBegun(start: VisitStart): VisitFields {
  return {
    kind: start.kind,
    place: start.place,
    startedAt: start.at,
    finishedAt: 0,
    ...(start.person === undefined ? {} : { person: start.person }),
    ...(start.visitorName === undefined ? {} : { visitorName: start.visitorName }),
  };
}

/** A whole visit made by one tap, such as "not in": complete, and resting until it can no longer be undone. */
export function visitAtOnce(start: VisitStart, outcome: VisitOutcome): VisitFields {
  return { ...visitBegun(start), finishedAt: start.at, outcome };
}

/** A correction: the old visit's content and time under a new record which names the old one. */
export function visitCorrecting(old: Visit, visitorName: string): VisitFields {
  return {
    kind: old.kind,
    place: old.place,
    startedAt: old.startedAt,
    finishedAt: 0,
    corrects: old.id,
    visitorName,
    ...(old.person === undefined ? {} : { person: old.person }),
    ...(old.outcome === undefined ? {} : { outcome: old.outcome }),
    ...(old.answers === undefined ? {} : { answers: old.answers }),
    ...(old.note === undefined ? {} : { note: old.note }),
  };
}

/** How long (ms) a visit made by one tap can be taken back. */
export const undoTime = 5000;

/** Among drafts: whether this one is complete and only rests until it can no longer be undone. */
export function isSettling(draft: Timed): boolean {
  return draft.finishedAt > 0;
}

/** Milliseconds until a resting visit is to be sent; 0 when its time is up, or when the clock was set back. */
export function undoLeft(draft: Timed, now: number): number {
  const left = draft.finishedAt + undoTime - now;
  return left > undoTime ? 0 : Math.max(0, left);
}

type Filled = Partial<Pick<Visit, 'answers' | 'outcome' | 'note' | 'needs' | 'corrects'>>;

/** Whether nothing has been filled in yet: such a draft is thrown away when its form is left. */
export function isBlank(draft: Filled): boolean {
  const { answers, outcome, note, needs, corrects } = draft;
  return [answers, outcome, note, needs, corrects].every((field) => field === undefined);
}

export const visitSteps = ['ask', 'look', 'record'] as const;
export type VisitStep = (typeof visitSteps)[number];

/** The step at which a half-filled visit is taken up again where the device does not remember it. */
export function stepReached(draft: Filled, lookedAt: readonly string[]): VisitStep {
  if (draft.outcome !== undefined || draft.note !== undefined || draft.corrects !== undefined) {
    return 'record';
  }
  return lookedAt.some((question) => draft.answers?.[question] !== undefined) ? 'look' : 'ask';
}

/** What came of a visit when nobody said so: whoever answered questions was met. */
export function likelyOutcome(draft: Filled): VisitOutcome | null {
  return draft.outcome ?? (Object.keys(draft.answers ?? {}).length > 0 ? 'met' : null);
}
