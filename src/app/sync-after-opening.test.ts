import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { syncAfterOpening } from './sync-after-opening.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function engine() {
  const done: string[] = [];
  const started = syncAfterOpening(() => {
    done.push('start');
    return {
      syncNow: () => done.push('syncNow'),
      compareNow: () => done.push('compareNow'),
      stop: async () => void done.push('stop'),
    };
  });
  return { done, ...started };
}

it('leaves the first screen its time, and starts once', async () => {
  const { done, syncNow, stop } = engine();
  await vi.advanceTimersByTimeAsync(200);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(done).toEqual(['start']);
  syncNow();
  await stop();
  expect(done).toEqual(['start', 'syncNow', 'stop']);
});

it('starts at once for somebody who asks, and never after it was stopped', async () => {
  const first = engine();
  first.compareNow();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(first.done).toEqual(['start', 'compareNow']);
  const second = engine();
  await second.stop();
  second.syncNow();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(second.done).toEqual([]);
});
