import { shanghaiDay } from '../../domain/rules/shanghai-day.ts';
import { formatDuration, formatTime, formatWhen } from '../../ui/format.ts';
import type { Tone } from '../../ui/palette.ts';
import type { Say } from '../../ui/words.ts';
import type { Clock } from '../../domain/rules/need-clocks.ts';
import type { Need } from '../../domain/needs.ts';

/** Amber in the last third, vermilion once past, so that the colour says no more than the words. */
export function toneOf(clock: Clock, now: number): Tone {
  if (clock.left < 0) return 'alarm';
  return (clock.dueAt - now) * 3 < clock.dueAt - clock.startsAt ? 'amber' : 'teal';
}

const hour = 3_600_000;
const day = 24 * hour;

/** 剩 1 小时 05 分, 超时 20 分钟, 超时 3 天 */
export function leftInWords(clock: Clock, say: Say<'left' | 'over'>): string {
  if (clock.left >= 0) return say('left', { time: formatDuration(clock.left) });
  const late = -clock.left;
  // What is late by days is not looked at by the hour, nor what is late by hours by the minute.
  const unit = late < hour ? 1 : late < day ? hour : day;
  return say('over', { time: formatDuration(late - (late % unit)) });
}

const noticeable = 5 * 60_000;

/** For a need that was written down before the centre could receive it: both times; null for the others. */
export function captureInWords(
  need: Pick<Need, 'createdAt' | 'receivedAt'>,
  now: number,
  say: Say<'capturedOffline' | 'notReceived'>,
): string | null {
  const at = formatWhen(need.createdAt, now);
  if (need.receivedAt === 0) return say('notReceived', { at });
  if (need.receivedAt - need.createdAt < noticeable) return null;
  const sameDay = shanghaiDay(need.receivedAt) === shanghaiDay(need.createdAt);
  const received = sameDay ? formatTime(need.receivedAt) : formatWhen(need.receivedAt, now);
  return say('capturedOffline', { at, received });
}
