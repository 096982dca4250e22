import type { Timers } from './sync-ports.ts';

/** What `work` answers, or null when that takes longer than `ms`: not everything that a browser is asked is answered. */
export async function inTime<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T | null> {
  let cancel: () => void = () => undefined;
  const late = new Promise<null>((resolve) => {
    cancel = timers.after(ms, () => resolve(null));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
