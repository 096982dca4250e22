import { lazy, Suspense } from 'react';
import type { MonthTrend } from '../../domain/rules/coverage-trend.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './overview.module.css';
import { overviewWords } from './words.ts';

// The chart library is large and only this screen needs it.
const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));

export interface TrendPoint {
  readonly day: number;
  readonly current: number | null;
  readonly earlier: number | null;
}

function pointsOf(thisMonth: MonthTrend, lastMonth: MonthTrend): TrendPoint[] {
  const days = Math.max(thisMonth.settled.length, lastMonth.settled.length);
  return Array.from({ length: days }, (_, index) => ({
    day: index + 1,
    current: thisMonth.settled[index] ?? null,
    earlier: lastMonth.settled[index] ?? null,
  }));
}

/** This month's doors beside last month's, day by day, with the figures behind the picture. */
export function Trend({
  thisMonth,
  lastMonth,
  households,
}: {
  readonly thisMonth: MonthTrend;
  readonly lastMonth: MonthTrend;
  readonly households: number;
}) {
  const say = useWords(overviewWords);
  const points = pointsOf(thisMonth, lastMonth);
  const today = thisMonth.settled.length;
  const label = say('trendLabel', {
    current: thisMonth.settled.at(-1) ?? 0,
    earlier: lastMonth.settled[Math.min(today, lastMonth.settled.length) - 1] ?? 0,
  });
  return (
    <Section title={say('trend')}>
      <Card>
        <figure className={css['figure']}>
          <div aria-hidden>
            <Suspense fallback={<LoadingState />}>
              <TrendChart points={points} households={households} />
            </Suspense>
          </div>
          <figcaption className={css['caption']}>{label}</figcaption>
        </figure>
        <details className={css['details']}>
          <summary>{say('trendTable')}</summary>
          <table className={css['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('trendDayHead')}</th>
                <th scope="col">{say('trendThis')}</th>
                <th scope="col">{say('trendLast')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.day}>
                  <th scope="row">{say('trendDay', { n: point.day })}</th>
                  <td>{point.current ?? '—'}</td>
                  <td>{point.earlier ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </Card>
    </Section>
  );
}
