const offset = 8 * 3_600_000;
const day = 86_400_000;

/** The calendar day in Asia/Shanghai (no summer time since 1991) in which a time (ms) falls, as YYYY-MM-DD. */
export function shanghaiDay(at: number): string {
  return new Date(at + offset).toISOString().slice(0, 10);
}

/** The first instant (ms) of the Shanghai day in which `at` falls. */
export function startOfDay(at: number): number {
  return Math.floor((at + offset) / day) * day - offset;
}

/** The first instant (ms) of the Shanghai month in which `at` falls, or of one `months` away. */
export function startOfMonth(at: number, months = 0): number {
  const local = new Date(at + offset);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1) - offset;
}

/** Completed years at `now` of somebody born on `birthDate` (YYYY-MM-DD or YYYY). */
export function ageAt(birthDate: string, now: number): number {
  const [year = 0, month = 1, date = 1] = birthDate.split('-').map(Number);
  const [thisYear = 0, thisMonth = 1, thisDate = 1] = shanghaiDay(now).split('-').map(Number);
  const before = thisMonth < month || (thisMonth === month && thisDate < date);
  return thisYear - year - (before ? 1 : 0);
}
