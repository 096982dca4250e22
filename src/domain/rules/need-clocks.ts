import { needStatusOf, inOrder, type StepName } from '../need-steps.ts';
import type { Need, Urgency } from '../needs.ts';
import type { Settings } from './settings.ts';

export type ClockName = 'triage' | 'response' | 'confirm';

/** One clock of a need: running, met in time or late, or breached and still open. */
export interface Clock {
  readonly name: ClockName;
  readonly startsAt: number;
  readonly dueAt: number;
  /** When the step that stops it was taken, or null while it runs. */
  readonly metAt: number | null;
  readonly state: 'running' | 'met' | 'metLate' | 'breached' | 'void';
  /** Milliseconds left, negative once past. */
  readonly left: number;
}

const stops: Readonly<Record<ClockName, readonly StepName[]>> = {
  triage: ['triaged', 'assigned', 'declined'],
  response: ['triaged', 'assigned', 'contacted', 'done', 'declined'],
  confirm: ['contacted', 'done', 'declined'],
};

type Timed = Pick<Need, 'createdAt' | 'receivedAt' | 'steps'>;

/**
 * The three clocks at `now`. Triage and confirmation count from receipt by the centre, the first human
 * answer from submission; a need still on the phone counts from its capture, so that it shows as urgent.
 */
export function needClocks(need: Timed, settings: Settings, now: number): Record<ClockName, Clock> {
  const { counted, status } = needStatusOf(need.steps);
  const steps = inOrder(need.steps).filter((step) => counted.has(step.id));
  const received = need.receivedAt || need.createdAt;
  const clock = (name: ClockName, startsAt: number): Clock => {
    const metAt = steps.find((step) => stops[name].includes(step.step))?.at ?? null;
    const dueAt = startsAt + settings.clocks[name];
    const closed = status === 'done' || status === 'declined';
    const state =
      metAt !== null
        ? metAt <= dueAt
          ? 'met'
          : 'metLate'
        : closed
          ? 'void'
          : now <= dueAt
            ? 'running'
            : 'breached';
    return { name, startsAt, dueAt, metAt, state, left: dueAt - now };
  };
  return {
    triage: clock('triage', received),
    response: clock('response', need.createdAt),
    confirm: clock('confirm', received),
  };
}

/** The clock that presses most: the open one that is due first; null when all have stopped. */
export function pressingClock(need: Timed, settings: Settings, now: number): Clock | null {
  const open = Object.values(needClocks(need, settings, now)).filter(
    (clock) => clock.metAt === null && clock.state !== 'void',
  );
  return open.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

const urgencyRank: Readonly<Record<Urgency, number>> = { emergency: 0, urgent: 1, normal: 2 };

/** Order of a queue: emergencies first, then what is due first, then what was raised first. */
export function byUrgencyThenClock(settings: Settings, now: number) {
  const keyed = new Map<Need, number>();
  const due = (need: Need): number => {
    const known = keyed.get(need);
    if (known !== undefined) return known;
    const at = pressingClock(need, settings, now)?.dueAt ?? Infinity;
    keyed.set(need, at);
    return at;
  };
  return (a: Need, b: Need): number =>
    urgencyRank[a.urgency] - urgencyRank[b.urgency] ||
    compare(due(a), due(b)) ||
    a.createdAt - b.createdAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
