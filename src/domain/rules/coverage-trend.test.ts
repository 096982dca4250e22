import { describe, expect, it } from 'vitest';
import { coverageTrend } from './coverage-trend.ts';

const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const knock = (day: string, place: string, outcome: 'met' | 'notIn' = 'met') => ({
  kind: 'round' as const,
  place,
  outcome,
  finishedAt: at(day),
});

describe('coverage by day', () => {
  const now = at('2026-11-05');
  const visits = [
    knock('2026-10-31', 'h0'),
    knock('2026-11-01', 'h1'),
    knock('2026-11-02', 'h2', 'notIn'),
    knock('2026-11-04', 'h1'),
    knock('2026-11-04', 'h3'),
    knock('2026-11-05', 'h2'),
  ];

  it('counts a door once, on the day it was settled, and ends today', () => {
    expect(coverageTrend(visits, now).settled).toEqual([1, 1, 1, 2, 3]);
  });

  it('gives the whole of an earlier month, by Shanghai days', () => {
    const october = coverageTrend(visits, now, -1);
    expect(october.settled).toHaveLength(31);
    expect(october.settled.at(-1)).toBe(1);
    const lastMinute = {
      ...knock('2026-10-31', 'h9'),
      finishedAt: Date.parse('2026-10-31T23:59:59+08:00'),
    };
    expect(coverageTrend([lastMinute], now, -1).settled.at(-1)).toBe(1);
    expect(coverageTrend([lastMinute], now).settled.at(-1)).toBe(0);
  });
});
