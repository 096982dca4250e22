import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../src/sync/sync-ports.ts';

/** Time that passes only when a test says so. */
export interface VirtualTime {
  now(): number;
  readonly timers: Timers;
  /** Lets `ms` pass, timers in order, and everything that follows from each settle before the next. */
  pass(ms: number): Promise<void>;
  /** Runs whatever is due next within `ms`, and what follows from it; false when nothing is. */
  step(ms: number): Promise<boolean>;
  /** Sets the clock without letting timers run: somebody changed the phone's clock. */
  jump(ms: number): void;
  pending(): number;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

// Work between two timers is promises only, and one turn of the loop comes after all of them.
const oneTurn = (): Promise<void> => setImmediate();

const isBefore = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A queue whose first is always the one due soonest; those due together keep the order in which they came. */
function queueOfDue() {
  const heap: Due[] = [];
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Due, heap[a] as Due];
  };
  const comesFirst = (a: number, b: number) => isBefore(heap[a] as Due, heap[b] as Due);
  return {
    size: () => heap.length,
    first: () => heap[0],
    add(due: Due) {
      heap.push(due);
      for (let at = heap.length - 1; at > 0;) {
        const above = (at - 1) >> 1;
        if (!comesFirst(at, above)) break;
        swap(at, above);
        at = above;
      }
    },
    takeFirst() {
      const last = heap.length - 1;
      swap(0, last);
      heap.pop();
      for (let at = 0; ;) {
        let least = at;
        for (const below of [2 * at + 1, 2 * at + 2])
          if (below < last && comesFirst(below, least)) least = below;
        if (least === at) break;
        swap(at, least);
        at = least;
      }
    },
  };
}

export function virtualTime(
  start = 1_700_000_000_000,
  settle: () => Promise<void> = oneTurn,
): VirtualTime {
  let elapsed = 0;
  let shift = 0;
  let order = 0;
  let waiting = 0;
  const queue = queueOfDue();

  const next = (end: number): Due | null => {
    for (let first = queue.first(); first && first.at <= end; first = queue.first()) {
      queue.takeFirst();
      if (!first.cancelled) return first;
    }
    return null;
  };
  const runNext = async (end: number): Promise<boolean> => {
    const due = next(end);
    if (!due) return false;
    due.cancelled = true;
    waiting -= 1;
    elapsed = Math.max(elapsed, due.at);
    due.run();
    await settle();
    return true;
  };

  return {
    now: () => start + elapsed + shift,
    jump: (ms) => {
      shift += ms;
    },
    timers: {
      after(ms, run) {
        order += 1;
        waiting += 1;
        const due: Due = { at: elapsed + Math.max(0, ms), order, run, cancelled: false };
        queue.add(due);
        return () => {
          if (!due.cancelled) waiting -= 1;
          due.cancelled = true;
        };
      },
    },
    async pass(ms) {
      const end = elapsed + ms;
      await settle();
      while (await runNext(end));
      elapsed = end;
    },
    step: (ms) => runNext(elapsed + ms),
    pending: () => waiting,
  };
}
