import { formatWords } from './format-words.ts';
import { currentLanguage, sayIn, type Language } from './words.ts';

const zone = 'Asia/Shanghai';
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = made.get(key);
  if (known) return known;
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const fresh = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  made.set(key, fresh);
  return fresh;
}

const longDay = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const shortDay = { month: 'long', day: 'numeric' } as const;

/** 2026年11月21日 */
export function formatDay(at: number, language: Language = currentLanguage()): string {
  return formatter(language, longDay).format(at);
}

/** 11月21日 */
export function formatMonthDay(at: number, language: Language = currentLanguage()): string {
  return formatter(language, shortDay).format(at);
}

/** 2026年11月 */
export function formatMonth(at: number, language: Language = currentLanguage()): string {
  return formatter(language, { year: 'numeric', month: 'long' }).format(at);
}

/** 星期六 */
export function formatWeekday(at: number, language: Language = currentLanguage()): string {
  return formatter(language, { weekday: 'long' }).format(at);
}

/** 09:05, in 24 hours; midnight is 00:00. */
export function formatTime(at: number, language: Language = currentLanguage()): string {
  return formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** 2026年11月21日 09:05 */
export function formatDayTime(at: number, language: Language = currentLanguage()): string {
  const say = sayIn(formatWords, language);
  return say('dayAt', { day: formatDay(at, language), time: formatTime(at, language) });
}

/** The calendar day in Shanghai as YYYY-MM-DD, for comparing days. */
export function shanghaiDay(at: number): string {
  return formatter('en', { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(at)
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value)
    .toReversed()
    .join('-');
}

const day = 86_400_000;

/** 今天 10:32, 昨天 18:20, 明天 08:30, 11月3日 09:10; with the year when it is not this one. */
export function formatWhen(
  at: number,
  now: number,
  language: Language = currentLanguage(),
): string {
  const say = sayIn(formatWords, language);
  const named = (
    [
      ['today', now],
      ['yesterday', now - day],
      ['tomorrow', now + day],
    ] as const
  ).find(([, when]) => shanghaiDay(when) === shanghaiDay(at));
  const sameYear = shanghaiDay(at).slice(0, 4) === shanghaiDay(now).slice(0, 4);
  const date = sameYear ? formatMonthDay(at, language) : formatDay(at, language);
  return say('dayAt', { day: named ? say(named[0]) : date, time: formatTime(at, language) });
}

/** 14 分钟, 1 小时 05 分, 3 小时, 2 天 3 小时: two units at most, never negative. */
export function formatDuration(ms: number, language: Language = currentLanguage()): string {
  const say = sayIn(formatWords, language);
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return say('minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 24) {
    if (rest === 0) return say('hours', { n: hours });
    return say('hoursMinutes', { h: hours, m: String(rest).padStart(2, '0') });
  }
  const days = Math.floor(hours / 24);
  if (hours % 24 === 0 || days >= 7) return say('days', { n: days });
  return say('daysHours', { d: days, h: hours % 24 });
}

/** 14 分钟, 3 小时, 2 天: one unit, rounded down, for what is long over or far ahead. */
export function formatRoughly(ms: number, language: Language = currentLanguage()): string {
  const unit = ms < 3_600_000 ? 60_000 : ms < day ? 3_600_000 : day;
  return formatDuration(Math.floor(ms / unit) * unit, language);
}

/** 刚刚, 5 分钟前, 3 小时前, 2 天前: one unit, because nobody needs the minutes of yesterday. */
export function formatAgo(at: number, now: number, language: Language = currentLanguage()): string {
  const say = sayIn(formatWords, language);
  const gone = Math.abs(now - at);
  if (gone < 60_000) return say('justNow');
  return say(at <= now ? 'ago' : 'ahead', { time: formatRoughly(gone, language) });
}

/** 412, 1,404 */
export function formatNumber(value: number, language: Language = currentLanguage()): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN').format(value);
}

/** 93% of a share between 0 and 1. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** 王丽娟、周敏 */
export function formatList(
  items: readonly string[],
  language: Language = currentLanguage(),
): string {
  return items.join(sayIn(formatWords, language)('between'));
}

/** 电话：13100001111 */
export function formatLabelled(
  label: string,
  text: string,
  language: Language = currentLanguage(),
): string {
  return sayIn(formatWords, language)('labelled', { label, text });
}

/** A sentence with its full stop, and in English the room before the next one. */
export function formatSentence(text: string, language: Language = currentLanguage()): string {
  return sayIn(formatWords, language)('sentence', { text });
}
