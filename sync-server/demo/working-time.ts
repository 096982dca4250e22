import { startOfDay } from '../../src/domain/rules/shanghai-day.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const opens = 8.5 * hour;
const closes = 18 * hour;

/** The same moment where people are about (8:30 to 18:00 in Shanghai), else the next morning. */
export function nextWorkingTime(at: number): number {
  const begins = startOfDay(at);
  const into = at - begins;
  if (into < opens) return begins + opens + (at % (40 * minute));
  return into <= closes ? at : begins + day + opens + (at % (40 * minute));
}

/** The same moment where people are about, else the end of the working day before. */
export function lastWorkingTime(at: number): number {
  const begins = startOfDay(at);
  const into = at - begins;
  if (into > closes) return begins + closes - (at % (50 * minute));
  return into >= opens ? at : begins - day + closes - (at % (50 * minute));
}
