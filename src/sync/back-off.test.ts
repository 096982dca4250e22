import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff } from './back-off.ts';
import { clockOffset } from './clock-offset.ts';

it('a wait after failures lies between half a second and five minutes, and spreads over its range', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (failures, chance) => {
        const wait = backOff(failures, () => chance);
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(300_000);
      },
    ),
  );
  expect(backOff(1, () => 0.999)).toBeLessThanOrEqual(1_000);
  expect(backOff(20, () => 0)).toBe(500);
  expect(backOff(20, () => 0.999)).toBeGreaterThan(299_000);
  expect(backOff(1, () => 0.5, 7_000)).toBe(7_000);
});

it('the server’s time is found within the time the answer took, and stays while nothing contradicts it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e10, max: 1e10 }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 0, max: 60_000 }),
      (ahead, there, back) => {
        const sentAt = 1e12;
        const receivedAt = sentAt + there + back;
        const serverTime = sentAt + there + ahead;
        const found = clockOffset(null, sentAt, receivedAt, serverTime);
        expect(Math.abs(found - ahead)).toBeLessThanOrEqual((there + back) / 2 + 1);
        expect(clockOffset(ahead, sentAt, receivedAt, serverTime)).toBe(ahead);
        expect(clockOffset(ahead + 200_000, sentAt, receivedAt, serverTime)).toBe(found);
      },
    ),
  );
});
