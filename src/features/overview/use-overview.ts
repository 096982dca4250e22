import { useMemo } from 'react';
import { coverageTrend, type MonthTrend } from '../../domain/rules/coverage-trend.ts';
import { freshnessOf, type DeviceFreshness } from '../../domain/rules/freshness.ts';
import { overviewOf, type Overview } from '../../domain/rules/overview.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { startOfMonth } from '../../domain/rules/shanghai-day.ts';
import { useNow, useRecords } from '../../store/device-context.tsx';

export interface OverviewData {
  readonly overview: Overview;
  readonly devices: readonly DeviceFreshness[];
  readonly thisMonth: MonthTrend;
  readonly lastMonth: MonthTrend;
  readonly now: number;
}

/** Everything the overview shows, from the records on this device; undefined while they are being read. */
export function useOverview(): OverviewData | undefined {
  const now = useNow(60_000);
  const since = startOfMonth(now, -1);
  const places = useRecords('places', { where: { kind: { $ne: 'community' } } });
  const people = useRecords('people', { where: { grade: { $exists: true } } });
  const visits = useRecords('visits', { where: { finishedAt: { $gte: since } } });
  const needs = useRecords('needs');
  const posts = useRecords('posts', { where: { kind: 'duty' } });
  const notices = useRecords('notices', { where: { kind: 'device' } });
  return useMemo(() => {
    if (!places || !people || !visits || !needs || !posts || !notices) return undefined;
    return {
      overview: overviewOf({ places, people, visits, needs, posts }, defaultSettings, now),
      devices: freshnessOf(notices, now),
      thisMonth: coverageTrend(visits, now),
      lastMonth: coverageTrend(visits, now, -1),
      now,
    };
  }, [places, people, visits, needs, posts, notices, now]);
}
