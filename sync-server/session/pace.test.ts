import { expect, test } from 'vitest';
import { makePace } from './pace.ts';

const sizes = { burst: 1000, perSecond: 100, atOnce: 2 };

test('a device that asked for too much waits until it is forgiven, and nobody else does', () => {
  const clock = { at: 0 };
  const pace = makePace({ now: () => clock.at }, sizes);
  const push = (device: string, rows: number) => {
    const wait = pace.begin(device);
    if (wait === null) pace.end(device, rows);
    return wait;
  };
  expect([push('a', 600), push('a', 600)]).toEqual([null, null]);
  const wait = push('a', 1) ?? 0;
  expect(wait).toBe(3);
  expect(push('b', 600)).toBeNull();
  clock.at += wait * 1000;
  expect(push('a', 1)).toBeNull();
});

test('a device has only so many calls under way, and the next as soon as one is over', () => {
  const pace = makePace({ now: () => 0 }, sizes);
  expect([pace.begin('a'), pace.begin('a'), pace.begin('a'), pace.begin('b')]).toEqual([
    null,
    null,
    1,
    null,
  ]);
  pace.end('a', 1);
  expect(pace.begin('a')).toBeNull();
});
