import { shanghaiDay } from '../rules/shanghai-day.ts';
import { compact, read, refuse, type Reading } from './cell.ts';

const earliestYear = 1900;

const styles: readonly RegExp[] = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const yearOnly = /^(\d{4})(?:年|年?(?:0?[1-9]|1[0-2])月|[-./](?:0?[1-9]|1[0-2]))?$/;

const two = (part: string): string => part.padStart(2, '0');

/** Whether the calendar has this day: the 31st of April and the 13th month it has not. */
function exists(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
}

/** A calendar day in any of the styles that lists use, as YYYY-MM-DD. */
export function readDay(text: string): Reading<string> {
  const { text: tight, codes } = compact(text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?.*$/, ''));
  for (const style of styles) {
    const [, year, month, date] = style.exec(tight) ?? [];
    if (year === undefined || month === undefined || date === undefined) continue;
    const day = `${year}-${two(month)}-${two(date)}`;
    if (Number(year) < earliestYear || !exists(day)) return refuse('impossibleDate');
    return read(day, day === text ? codes : [...codes, 'dateStyle']);
  }
  return refuse('impossibleDate');
}

/** A date of birth: a day, or the year alone where the list gives no more; never later than `now` (ms). */
export function readBirthDate(now: number) {
  return (text: string): Reading<string> => {
    const today = shanghaiDay(now);
    const { text: tight, codes } = compact(text);
    const year = yearOnly.exec(tight)?.[1];
    if (year !== undefined) {
      if (Number(year) < earliestYear || year > today.slice(0, 4)) return refuse('impossibleDate');
      return read(year, [...codes, 'dateYearOnly']);
    }
    const day = readDay(text);
    return day.ok && day.value > today ? refuse('impossibleDate') : day;
  };
}

const mobile = /^1[3-9]\d{9}$/;
/** Area code and number, or a number within the city. */
const landline = /^(0\d{2,3}\d{7,8}|[2-8]\d{6,7})$/;

/** A telephone number as digits, without the country code, spaces, dashes and brackets. */
export function readPhone(text: string): Reading<string> {
  const { text: tight, codes } = compact(text);
  const digits = tight.replace(/[-()·.—–]/g, '');
  const national = digits.replace(/^(\+|00)?86(?=1[3-9]\d{9}$)/, '').replace(/^\+86(?=0)/, '');
  if (!mobile.test(national) && !landline.test(national)) return refuse('badPhone');
  const marked = digits !== tight || codes.includes('spaces');
  return read(national, [
    ...codes.filter((code) => code !== 'spaces'),
    ...(marked ? (['phoneMarks'] as const) : []),
    ...(national === digits ? [] : (['countryCode'] as const)),
  ]);
}
