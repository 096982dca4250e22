import type { CareGrade } from '../people.ts';
import {
  compact,
  read,
  readChoice,
  readName,
  readText,
  refuse,
  tidy,
  type Reading,
} from './cell.ts';
import type { Mapping, ResidentColumn } from './columns.ts';
import { readBirthDate, readPhone } from './dates-and-phones.ts';
import type { Column, Correction, Reason } from './outcome.ts';

/** One resident as the list gives him, mended; what a cell leaves open is absent. */
export interface Resident {
  readonly community: string;
  readonly grid: string;
  readonly building: string;
  readonly door: string;
  readonly name: string;
  readonly gender?: 'male' | 'female';
  readonly birthDate?: string;
  readonly phone?: string;
  readonly relation?: string;
  readonly livesAlone?: boolean;
  readonly disability?: string;
  readonly grade?: CareGrade;
  readonly emergencyContact?: string;
  readonly remark?: string;
}

/** A row after reading: what it says, what was mended, and what is against it. */
export interface RowReading<T> {
  readonly value: T;
  readonly corrections: readonly Correction[];
  readonly reasons: readonly Reason[];
}

/** Reads cells of one row by column, keeping note of what was mended and what cannot be taken. */
export function cellTaker(row: readonly string[], mapping: Mapping) {
  const corrections: Correction[] = [];
  const reasons: Reason[] = [];
  const shown = (value: unknown): string => (typeof value === 'string' ? value : '');
  const take = <T>(field: Column, reader: (text: string) => Reading<T>): T | undefined => {
    const index = mapping[field];
    const cell = index === undefined ? '' : (row[index] ?? '');
    const { text, codes } = tidy(cell);
    const note = (code: Correction['code'], to: string) => {
      if (!corrections.some((known) => known.code === code && known.field === field)) {
        corrections.push({ code, field, from: cell, to });
      }
    };
    if (text === '') {
      if (codes.includes('placeholder')) note('placeholder', '');
      return undefined;
    }
    const reading = reader(text);
    if (!reading.ok) {
      reasons.push({ code: reading.code, field, value: cell });
      return undefined;
    }
    for (const code of [...codes, ...reading.codes]) note(code, shown(reading.value) || text);
    return reading.value;
  };
  return { corrections, reasons, take };
}

/** The name of a grid, a building or a community: no spaces, half-width signs. */
export const readPlaceName = (text: string): Reading<string> => {
  const { text: name, codes } = compact(text);
  return name.length > 60 ? refuse('tooLong') : read(name, codes);
};

/** A door number as it is kept: 502 for ５０２室 and 0502; refused where it names no door. */
export const readDoor = (text: string): Reading<string> => {
  const { text: tight, codes } = compact(text);
  const door = tight.replace(/(.)[室号户]$/, '$1');
  const plain = /^0+\d/.test(door) ? door.replace(/^0+(?=\d)/, '') : door;
  if (!/[\p{L}\d]/u.test(plain)) return refuse('badDoor');
  if (plain.length > 20) return refuse('tooLong');
  return read(plain, [
    ...codes,
    ...(door === tight ? [] : (['doorSuffix'] as const)),
    ...(plain === door ? [] : (['doorZeros'] as const)),
  ]);
};

const readGender = readChoice<'male' | 'female'>(
  { 男: ['male', '男性', 'm', 'male'], 女: ['female', '女性', 'f', 'female'] },
  'unknownGender',
);
const readGrade = readChoice<CareGrade>(
  {
    高: ['high', '高级', '高度', '高风险'],
    中: ['medium', '中级', '中度', '中风险'],
    低: ['low', '低级', '低度', '低风险'],
  },
  'unknownGrade',
);
const readYes = readChoice<boolean>(
  {
    是: [true, '有', '√', 'y', 'yes', '1', '独居', 'true'],
    否: [false, '没有', '×', 'n', 'no', '0', '非独居', 'false'],
  },
  'unknownAnswer',
);

const defined = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** Reads one row of residents; places are only read here, whether they exist is decided by the plan. */
export function readResident(
  row: readonly string[],
  mapping: Mapping,
  now: number,
): RowReading<Resident> {
  const { corrections, reasons, take } = cellTaker(row, mapping);
  const required = (column: ResidentColumn, reader: (text: string) => Reading<string>): string => {
    const before = reasons.length;
    const value = take(column, reader);
    const code = missing[column];
    if (value === undefined && code && reasons.length === before)
      reasons.push({ code, field: column });
    return value ?? '';
  };
  const value = defined({
    community: take('community', readPlaceName) ?? '',
    grid: required('grid', readPlaceName),
    building: required('building', readPlaceName),
    door: required('door', readDoor),
    name: required('name', readName),
    gender: take('gender', readGender),
    birthDate: take('birthDate', readBirthDate(now)),
    phone: take('phone', readPhone),
    relation: take('relation', readText(20)),
    livesAlone: take('livesAlone', readYes),
    disability: take('disability', readText(40)),
    grade: take('grade', readGrade),
    emergencyContact: take('emergencyContact', readText(80)),
    remark: take('remark', readText(1000)),
  });
  return { value, corrections, reasons };
}

const missing: Readonly<Partial<Record<ResidentColumn, Reason['code']>>> = {
  grid: 'missingGrid',
  building: 'missingBuilding',
  door: 'missingDoor',
  name: 'missingName',
};
