import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../src/sync/sync-ports.ts';

/** Time that passes only when a test says so. */
export interface VirtualTime {
  now(): number;
  readonly timers: Timers;
  /** Lets `ms` pass, timers in order, and everything that follows from each settle before the next. */
  pass(ms: number): Promise<void>;
  /** Sets the clock without letting timers run: somebody changed the phone's clock. */
  jump(ms: number): void;
  pending(): number;
}

// Work between two timers is promises only; real turns of the loop are enough to let it all settle.
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

export function virtualTime(start = 1_700_000_000_000): VirtualTime {
  let elapsed = 0;
  let shift = 0;
  let order = 0;
  const waiting = new Map<number, { readonly due: number; readonly run: () => void }>();
  return {
    now: () => start + elapsed + shift,
    jump: (ms) => {
      shift += ms;
    },
    timers: {
      after(ms, run) {
        order += 1;
        const id = order;
        waiting.set(id, { due: elapsed + ms, run });
        return () => waiting.delete(id);
      },
    },
    async pass(ms) {
      const end = elapsed + ms;
      await settle();
      for (;;) {
        const next = [...waiting]
          .filter(([, { due }]) => due <= end)
          .toSorted(([a, x], [b, y]) => x.due - y.due || a - b)[0];
        if (!next) break;
        waiting.delete(next[0]);
        elapsed = Math.max(elapsed, next[1].due);
        next[1].run();
        await settle();
      }
      elapsed = end;
    },
    pending: () => waiting.size,
  };
}
