import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatDay,
  formatDayTime,
  formatDuration,
  formatLabelled,
  formatList,
  formatRoughly,
  formatSentence,
  formatTime,
  formatWeekday,
  formatWhen,
  shanghaiDay,
} from './format.ts';

const shanghai = (text: string) => Date.parse(`${text}+08:00`);
const minute = 60_000;
const hour = 60 * minute;

describe('days and times', () => {
  it('are Shanghai’s, whatever the machine’s zone', () => {
    const at = Date.parse('2026-11-21T16:30:00Z');
    expect(formatDay(at)).toBe('2026年11月22日');
    expect(formatTime(at)).toBe('00:30');
    expect(formatWeekday(at)).toBe('星期日');
    expect(formatDay(at, 'en')).toBe('22 November 2026');
  });

  it('write midnight as 00:00 of the new day', () => {
    const midnight = shanghai('2026-12-31T00:00');
    expect(formatDayTime(midnight)).toBe('2026年12月31日 00:00');
    expect(formatDayTime(midnight - 1)).toBe('2026年12月30日 23:59');
    expect(formatTime(midnight, 'en')).toBe('00:00');
    expect(shanghaiDay(midnight)).toBe('2026-12-31');
    expect(shanghaiDay(midnight - 1)).toBe('2026-12-30');
  });

  it('name today, yesterday and tomorrow by the calendar, not by 24 hours', () => {
    const now = shanghai('2026-11-21T00:10');
    expect(formatWhen(shanghai('2026-11-20T23:50'), now)).toBe('昨天 23:50');
    expect(formatWhen(shanghai('2026-11-21T00:00'), now)).toBe('今天 00:00');
    expect(formatWhen(shanghai('2026-11-22T08:30'), now)).toBe('明天 08:30');
    expect(formatWhen(shanghai('2026-11-19T23:59'), now)).toBe('11月19日 23:59');
    expect(formatWhen(shanghai('2025-12-31T09:10'), now)).toBe('2025年12月31日 09:10');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 分钟'],
    [-5 * minute, '0 分钟'],
    [14 * minute + 59_000, '14 分钟'],
    [hour, '1 小时'],
    [hour + 5 * minute, '1 小时 05 分'],
    [24 * hour, '1 天'],
    [27 * hour, '1 天 3 小时'],
    [8 * 24 * hour + 5 * hour, '8 天'],
  ])('%i ms are %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('have an English singular', () => {
    expect(formatDuration(24 * hour, 'en')).toBe('1 day');
    expect(formatDuration(48 * hour, 'en')).toBe('2 days');
  });

  it('are said roughly in one unit, rounded down and never up to the next', () => {
    expect(
      [0, 59.9 * minute, 119 * minute, 1439 * minute, 1440 * minute, 2879 * minute].map((ms) =>
        formatRoughly(ms, 'zh-CN'),
      ),
    ).toEqual(['0 分钟', '59 分钟', '1 小时', '23 小时', '1 天', '1 天']);
  });

  it('say how long ago in one unit, and what lies ahead', () => {
    const now = shanghai('2026-11-21T10:00');
    expect(formatAgo(now - 20_000, now)).toBe('刚刚');
    expect(formatAgo(now - 3 * hour - 20 * minute, now)).toBe('3 小时前');
    expect(formatAgo(now - 50 * hour, now)).toBe('2 天前');
    expect(formatAgo(now + 5 * minute, now)).toBe('5 分钟后');
    expect(formatAgo(now - 5 * minute, now, 'en')).toBe('5 min ago');
  });
});

describe('signs between words', () => {
  it('are those of the language', () => {
    expect(formatList(['王丽娟', '周敏'])).toBe('王丽娟、周敏');
    expect(formatList(['王丽娟', '周敏'], 'en')).toBe('王丽娟, 周敏');
    expect(formatLabelled('电话', '131')).toBe('电话：131');
    expect(formatLabelled('Phone', '131', 'en')).toBe('Phone: 131');
    expect(`${formatSentence('没有传成')}再试`).toBe('没有传成。再试');
    expect(`${formatSentence('Not sent', 'en')}Again`).toBe('Not sent. Again');
  });
});
