import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { paper, palette } from '../../ui/palette.ts';
import { scaleOf, useTextSize } from '../../ui/preferences.ts';
import { useWords } from '../../ui/words.ts';
import type { TrendPoint } from './trend.tsx';
import { overviewWords } from './words.ts';

/** Two lines over the days of a month; solid is this month, dashed the last. */
export function TrendChart({
  points,
  households,
}: {
  readonly points: readonly TrendPoint[];
  readonly households: number;
}) {
  const say = useWords(overviewWords);
  const scale = scaleOf[useTextSize()];
  const text = { fill: paper.dim, fontSize: `${0.875 * scale}rem` };
  return (
    <ResponsiveContainer width="100%" height={260}>
      <LineChart
        accessibilityLayer={false}
        data={[...points]}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke={paper.line} />
        <XAxis
          dataKey="day"
          tick={text}
          tickLine={false}
          minTickGap={24 * scale}
          stroke={paper.edge}
        />
        <YAxis
          domain={[0, Math.max(households, 1)]}
          tick={text}
          tickLine={false}
          width={52 * scale}
          stroke={paper.edge}
        />
        <Legend wrapperStyle={{ fontSize: `${0.9375 * scale}rem` }} />
        <Line
          type="stepAfter"
          dataKey="earlier"
          name={say('trendLast')}
          stroke={palette.grey[8]}
          strokeDasharray="6 5"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          type="stepAfter"
          dataKey="current"
          name={say('trendThis')}
          stroke={palette.teal[8]}
          strokeWidth={3}
          dot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
