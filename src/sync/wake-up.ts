import type { Timers } from './sync-ports.ts';

/** Why a wait came to its end. */
export type Reason = 'time' | 'write' | 'hint' | 'dropped' | 'retry' | 'now' | 'compare' | 'stop';

export interface WakeUp {
  /** Ends the wait for this reason, or the next one when nobody waits. */
  call(reason: Reason): void;
  /** Waits `ms`, or less when one of `reasons` comes; reasons that were not asked for are kept. */
  wait(ms: number, reasons: readonly Reason[]): Promise<Reason>;
  /** Takes back what has not been heard; true when there was any of it. */
  take(...reasons: Reason[]): boolean;
}

/** One sleeper, woken by time or by a reason. */
export function wakeUp(timers: Timers): WakeUp {
  const pending = new Set<Reason>();
  let sleeping: {
    readonly reasons: readonly Reason[];
    readonly wake: (reason: Reason) => void;
  } | null = null;
  return {
    call(reason) {
      if (sleeping?.reasons.includes(reason)) sleeping.wake(reason);
      else pending.add(reason);
    },
    wait(ms, reasons) {
      const known = reasons.find((reason) => pending.delete(reason));
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const wake = (reason: Reason) => {
          cancel();
          sleeping = null;
          resolve(reason);
        };
        const cancel = timers.after(ms, () => wake('time'));
        sleeping = { reasons, wake };
      });
    },
    take: (...reasons) => reasons.filter((reason) => pending.delete(reason)).length > 0,
  };
}
