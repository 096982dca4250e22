import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageAt, shanghaiDay, startOfDay, startOfMonth } from './shanghai-day.ts';

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const instant = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2100, 0, 1) });
const at = (iso: string): number => Date.parse(iso);

describe('days in Shanghai', () => {
  it('agree with the calendar of the time zone database', () => {
    fc.assert(
      fc.property(instant, (now) => {
        expect(shanghaiDay(now)).toBe(calendar.format(now));
      }),
    );
  });

  it('begin at midnight there, one millisecond after the day before', () => {
    expect(startOfDay(at('2026-11-21T00:00:00+08:00'))).toBe(at('2026-11-21T00:00:00+08:00'));
    expect(startOfDay(at('2026-11-20T23:59:59.999+08:00'))).toBe(at('2026-11-20T00:00:00+08:00'));
    fc.assert(
      fc.property(instant, (now) => {
        const start = startOfDay(now);
        expect(start).toBeLessThanOrEqual(now);
        expect(shanghaiDay(start)).toBe(shanghaiDay(now));
        expect(shanghaiDay(start - 1)).not.toBe(shanghaiDay(now));
      }),
    );
  });

  it('are not those of UTC: at 07:59 in the morning UTC is still on yesterday', () => {
    expect(shanghaiDay(at('2026-03-01T07:59:00+08:00'))).toBe('2026-03-01');
  });
});

describe('months in Shanghai', () => {
  it('begin on the first at midnight there, on both sides of the month end', () => {
    const march = at('2028-03-01T00:00:00+08:00');
    expect(startOfMonth(march)).toBe(march);
    expect(startOfMonth(march - 1)).toBe(at('2028-02-01T00:00:00+08:00'));
    expect(shanghaiDay(march - 1)).toBe('2028-02-29');
    expect(startOfMonth(at('2026-12-31T23:59:59.999+08:00'), 1)).toBe(
      at('2027-01-01T00:00:00+08:00'),
    );
    expect(startOfMonth(at('2027-01-31T12:00:00+08:00'), -1)).toBe(at('2026-12-01T00:00:00+08:00'));
  });

  it('follow one another without a gap', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -30, max: 30 }), (now, months) => {
        const start = startOfMonth(now, months);
        expect(shanghaiDay(start)).toMatch(/-01$/);
        expect(startOfMonth(start - 1)).toBe(startOfMonth(now, months - 1));
        expect(startOfMonth(start, 1)).toBe(startOfMonth(now, months + 1));
      }),
    );
  });
});

describe('age', () => {
  it('grows on the birthday there, not the day before', () => {
    expect(ageAt('1940-11-21', at('2026-11-20T23:59:59+08:00'))).toBe(85);
    expect(ageAt('1940-11-21', at('2026-11-21T00:00:00+08:00'))).toBe(86);
  });

  it('of somebody born on 29 February grows on 1 March in common years', () => {
    expect(ageAt('1944-02-29', at('2027-02-28T12:00:00+08:00'))).toBe(82);
    expect(ageAt('1944-02-29', at('2027-03-01T00:00:00+08:00'))).toBe(83);
    expect(ageAt('1944-02-29', at('2028-02-29T00:00:00+08:00'))).toBe(84);
  });

  it('is known to the year where only the year is known', () => {
    expect(ageAt('1940', at('2026-01-01T00:00:00+08:00'))).toBe(86);
    expect(ageAt('1940', at('2025-12-31T23:59:59+08:00'))).toBe(85);
  });
});
