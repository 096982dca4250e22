import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FieldDeclaration } from '../../domain/record-type.ts';
import { collections, recordTypes, type Collection } from '../../domain/record-types.ts';
import { visitQuestions } from '../../domain/visit-questions.ts';
import { formatDay, formatDayTime } from '../../ui/format.ts';
import { sayIn, type Language } from '../../ui/words.ts';
import { fieldInWords, sayableFields, valueInWords } from './field-shown.ts';
import { fieldWords } from './field-words.ts';
import type { Telling } from './telling.ts';
import { valueWords } from './value-words.ts';

const someone = '0190a000-0000-7000-8000-000000000001';
const at = Date.UTC(2026, 10, 21, 1, 12);

const telling = (language: Language): Telling => ({
  say: sayIn(valueWords, language),
  sayField: sayIn(fieldWords, language),
  nameOf: (person) => (person === someone ? '何秀兰' : null),
  placeOf: () => '5号楼1单元 402',
  day: (time) => formatDay(time, language),
  dayTime: (time) => formatDayTime(time, language),
});

/** Values of a shape: every choice of a closed list, and one of everything else. */
function samples(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodOptional) return [null, ...samples(schema.unwrap() as z.ZodType)];
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodNumber) return [at];
  if (schema instanceof z.ZodArray) {
    return [[], ...samples(schema.element as z.ZodType).map((member) => [member])];
  }
  if (schema instanceof z.ZodRecord) {
    return visitQuestions.flatMap(({ id, choices }) =>
      choices.map((choice) => ({ [id]: choice.id })),
    );
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(
      ([name, shape]) => [name, samples(shape)] as const,
    );
    const most = Math.max(...fields.map(([, values]) => values.length));
    return Array.from({ length: most }, (_, n) =>
      Object.fromEntries(fields.map(([name, values]) => [name, values[n % values.length]])),
    );
  }
  const isId = schema.safeParse(someone).success && !schema.safeParse('x').success;
  if (isId) return [someone];
  return schema.safeParse('1948-03-05').success && !schema.safeParse('x').success
    ? ['1948-03-05', '1948']
    : ['写下的字'];
}

const everyField = collections.flatMap((c) =>
  Object.entries<FieldDeclaration>(recordTypes[c].fields).map(([field, { schema }]) => ({
    c,
    field,
    schema,
  })),
);

describe.each(['zh-CN', 'en'] as const)('every field of every record type, in %s', (language) => {
  const told = telling(language);

  it.each(everyField)('$c $field has a name', ({ c, field }) => {
    const label = fieldInWords(c, field, told);
    expect(sayableFields(c, { [field]: null })).toEqual([field]);
    expect(label).not.toBe(told.sayField('unknown'));
    expect(label).not.toContain('.');
  });

  it.each(everyField)('$c $field is said in words, whatever its value', ({ c, field, schema }) => {
    // Every other number is a time.
    for (const value of field === 'waiting' || field === 'held' ? [7] : samples(schema)) {
      const lines = valueInWords(c, field, value, told);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line.trim()).not.toBe('');
        expect(line).not.toMatch(/undefined|NaN|\[object|[0-9a-f]{8}-|\d{13}|^\w+\.\w+$/);
        if (value !== null) expect(line).not.toBe(told.say('unreadable'));
        if (schema instanceof z.ZodEnum && language === 'zh-CN') {
          expect(line).toMatch(/\p{Script=Han}/u);
        }
      }
    }
  });
});

describe('values', () => {
  const told = telling('zh-CN');
  const said = (c: Collection, field: string, value: unknown) =>
    valueInWords(c, field, value, told);

  it('are dates, names, grades and lists as people say them', () => {
    expect(said('people', 'birthDate', '1948-03-05')).toEqual(['1948年3月5日']);
    expect(said('people', 'birthDate', '1948')).toEqual(['1948']);
    expect(said('people', 'watchers', [someone, 'x'])).toEqual(['何秀兰', '（名单里没有的人）']);
    expect(said('people', 'grade', 'high')).toEqual(['重点（每天）']);
    expect(said('people', 'skills', ['急救', '开车'])).toEqual(['急救', '开车']);
    expect(said('people', 'place', 'c1/g01/b01/h0402')).toEqual(['5号楼1单元 402']);
    expect(said('people', 'livesAlone', false)).toEqual(['否']);
    expect(said('visits', 'answers', { health: 'unwell', gas: 'risk' })).toEqual([
      '身体：不舒服',
      '燃气：有隐患',
    ]);
    expect(
      said('needs', 'steps', [
        { step: 'assigned', assigneeName: '王芳', at, by: someone, note: '请早去' },
      ]),
    ).toEqual(['派单 · 王芳 · 2026年11月21日 09:12 · 何秀兰 · 请早去']);
    expect(said('people', 'remark', null)).toEqual(['（空）']);
  });

  it('never break on what another version wrote', () => {
    for (const { c, field } of everyField) {
      for (const odd of [0, 'x', {}, [[]], true]) {
        expect(said(c, field, odd).length).toBeGreaterThan(0);
      }
    }
    expect(said('people', 'grade', 'extreme')).toEqual(['（这个版本读不懂）']);
    expect(said('people', 'shoeSize', 42)).toEqual(['（这个版本读不懂）']);
  });
});
