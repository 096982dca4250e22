import { formatLabelled, formatList } from '../../ui/format.ts';
import type { Shown, Telling, ValueWord } from './telling.ts';
import { valueWords } from './value-words.ts';

const isWord = (key: string): key is ValueWord => Object.hasOwn(valueWords.zh, key);

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Shows nothing as nothing, and a value of the wrong kind as one this version cannot read. */
const of =
  <T>(is: (value: unknown) => value is T, lines: (value: T, telling: Telling) => string[]): Shown =>
  (value, telling) =>
    isEmpty(value)
      ? [telling.say('empty')]
      : is(value)
        ? lines(value, telling)
        : [telling.say('unreadable')];

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What somebody wrote, as it is. */
export const text = of(isText, (value) => value.split('\n'));
/** A day written as YYYY-MM-DD or YYYY. */
export const date = of(isText, (value, { day }) => [
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(Date.parse(`${value}T00:00:00+08:00`)) : value,
]);
export const count = of(isNumber, (value, { say }) => [say('records', { n: value })]);
export const dayOf = of(isNumber, (value, { day }) => [day(value)]);
export const timeOf = of(isNumber, (value, { dayTime }) => [dayTime(value)]);
export const yesNo = of(isFlag, (value, { say }) => [say(value ? 'yes' : 'no')]);
export const place = of(isText, (value, { placeOf }) => [placeOf(value) || value]);
export const person = of(isText, (value, { nameOf, say }) => [nameOf(value) ?? say('somebody')]);
/** A code of a closed list, such as `grade.high`. */
export const word = (list: string): Shown =>
  of(isText, (value, { say }) => {
    const key = `${list}.${value}`;
    return [isWord(key) ? say(key) : say('unreadable')];
  });
/** Something whose own content is of no use to the reader, only that it is there. */
export const mention = (key: 'aVisit' | 'aNeed' | 'aPost' | 'anImport'): Shown =>
  of(isText, (_, { say }) => [say(key)]);
/** A list, one line a member. */
export const each = (shown: Shown): Shown =>
  of(isList, (value, telling) => value.flatMap((member) => [...shown(member, telling)]));
/** Fields whose names only a program knows: how many there are. */
export const bundle = of(isFields, (value, { say }) => [
  say('items', { n: Object.keys(value).length }),
]);
/** The parts of an object in one line: 派单 · 2026年11月20日 09:12 · 王芳. */
export const parts = (shown: Readonly<Record<string, Shown>>): Shown =>
  of(isFields, (value, telling) => [
    Object.entries(shown)
      .filter(([name]) => !isEmpty(value[name]) && value[name] !== false)
      .map(([name, part]) => formatList(part(value[name], telling)))
      .join(' · '),
  ]);
/** A fixed word for a flag that is set. */
export const flag = (key: 'closes'): Shown => of(isFlag, (_, { say }) => [say(key)]);
/** Questions and answers, each answer a code of its question. */
export const answers = of(isFields, (value, telling) =>
  Object.entries(value).map(([question, choice]) => {
    const asked = `answer.${question}`;
    const answer = word(question)(choice, telling).join('');
    return formatLabelled(isWord(asked) ? telling.say(asked) : question, answer);
  }),
);
