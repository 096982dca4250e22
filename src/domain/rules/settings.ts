import type { CareGrade } from '../people.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The numbers of a community. They are settings: what is computed takes them as an argument. */
export interface Settings {
  /** Time (ms) between visits to a watched person, and the grace after it, by grade. */
  readonly care: Readonly<Record<CareGrade, { readonly every: number; readonly grace: number }>>;
  /** Overdue by this many intervals, the grid head sees it too; by that many, the centre. */
  readonly overdueForHead: number;
  readonly overdueForCentre: number;
  /** Triage from receipt, first human answer from submission, both sides confirmed from receipt (ms). */
  readonly clocks: { readonly triage: number; readonly response: number; readonly confirm: number };
  /** How long journals stay on a device (ms). */
  readonly journals: number;
  /** Target shares (0..1): visits made on time, needs answered within the response clock. */
  readonly visitsOnTime: number;
  readonly answeredInTime: number;
}

/** The plan documents' numbers, and defaults where they leave one open. */
export const defaultSettings: Settings = {
  care: {
    high: { every: day, grace: 4 * hour },
    medium: { every: 3 * day, grace: 12 * hour },
    low: { every: 7 * day, grace: 24 * hour },
  },
  overdueForHead: 2,
  overdueForCentre: 3,
  clocks: { triage: 2 * hour, response: 24 * hour, confirm: 48 * hour },
  journals: 90 * day,
  visitsOnTime: 0.95,
  answeredInTime: 0.8,
};
