import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Visit } from '../visits.ts';
import { historyStrip } from './history-strip.ts';
import { shanghaiDay } from './shanghai-day.ts';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);
let count = 0;
const visit = (
  finishedAt: number,
  outcome?: Visit['outcome'],
  kind: Visit['kind'] = 'watch',
): Visit => {
  count += 1;
  return {
    id: `v${count}`,
    kind,
    place: 'c1/g1/b1/h101',
    involves: [],
    createdAt: finishedAt,
    createdBy: 'p',
    version: 1,
    receivedAt: 1,
    startedAt: finishedAt,
    finishedAt,
    ...(outcome === undefined ? {} : { outcome }),
  };
};
const dayOf = (visits: readonly Visit[], day: string) =>
  historyStrip(visits, at('2026-12-02T09:00'), 30).find((one) => one.day === day);

describe('the history strip', () => {
  it('ends today and misses no day over a month end', () => {
    const days = historyStrip([], at('2028-03-02T00:00'), 4).map((one) => one.day);
    expect(days).toEqual(['2028-02-28', '2028-02-29', '2028-03-01', '2028-03-02']);
  });

  it('puts a visit just before midnight on its own day', () => {
    const late = visit(at('2026-11-30T23:59:59.999'), 'met');
    const early = visit(at('2026-12-01T00:00'), 'notIn');
    expect(dayOf([late, early], '2026-11-30')?.visits).toEqual([late]);
    expect(dayOf([late, early], '2026-12-01')?.outcome).toBe('notIn');
  });

  it('shows the best of the day, and an alarm beside it', () => {
    const morning = at('2026-12-01T09:00');
    const visits = [
      visit(morning, 'notIn'),
      visit(morning + 1, undefined, 'alarm'),
      visit(morning + 2, 'met'),
    ];
    const day = dayOf(visits, '2026-12-01');
    expect(day).toMatchObject({ outcome: 'met', alarm: true });
    expect(day?.visits.map((one) => one.id)).toEqual(visits.toReversed().map((one) => one.id));
  });

  it('has nothing to say of a day with only an alarm or no visit', () => {
    const alarm = visit(at('2026-12-01T09:00'), 'met', 'alarm');
    expect(dayOf([alarm], '2026-12-01')).toMatchObject({ outcome: null, alarm: true });
    expect(dayOf([], '2026-12-01')).toMatchObject({ outcome: null, alarm: false, visits: [] });
  });

  it('holds every visit of its days once, and no other', () => {
    const now = at('2026-12-02T09:00');
    const times = fc.array(fc.integer({ min: now - 50 * 86_400_000, max: now + 86_400_000 }));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 40 }), (finished, days) => {
        const visits = finished.map((time) => visit(time, 'met'));
        const strip = historyStrip(visits, now, days);
        expect(strip).toHaveLength(days);
        const first = strip[0]?.startsAt ?? 0;
        const inside = visits.filter(
          (one) => one.finishedAt >= first && shanghaiDay(one.finishedAt) <= shanghaiDay(now),
        );
        const shown = strip.flatMap((one) => one.visits.map((found) => found.id));
        expect(shown.toSorted()).toEqual(inside.map((one) => one.id).toSorted());
      }),
    );
  });
});
