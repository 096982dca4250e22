import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterImport,
  emptyCommunity,
  importOf,
  postSheet,
  residentSheet,
  saturdayMorning,
  type RowCells,
} from '../../../tests/support/roster-lists.ts';
import { recordSchema } from '../record-type.ts';
import { recordTypes } from '../record-types.ts';
import type { Existing } from './import-plan.ts';
import { planImport } from './plan-import.ts';

const carriedOut = (existing: Existing, ...rows: RowCells[]): Existing =>
  afterImport(existing, planImport(importOf([residentSheet(...rows)], existing)));

const family: RowCells[] = [
  {},
  { 姓名: '李强', 性别: '男', 出生日期: '1948-01-01', 电话: '13800000002', 与户主关系: '配偶' },
  { 姓名: '李小明', 性别: '男', 出生日期: '2015-05-05', 电话: '', 与户主关系: '子女' },
];

describe('the same list again', () => {
  it('changes nothing', () => {
    const sheets = [
      residentSheet(...family),
      postSheet(['王芳', '13800000001', '楼栋联络员', '第一网格/1号楼1单元', '2025-01-01', '']),
    ];
    const before = afterImport(emptyCommunity, planImport(importOf(sheets)));
    const plan = planImport(importOf(sheets, before));
    expect(plan.outcomes.map(({ result }) => result)).toEqual(Array(4).fill('unchanged'));
    expect([...plan.creations, ...plan.edits]).toEqual([]);
  });
});

describe('a changed list', () => {
  const before = carriedOut(emptyCommunity, ...family);
  const planOf = (...rows: RowCells[]) => planImport(importOf([residentSheet(...rows)], before));

  it('changes only what differs', () => {
    const plan = planOf({ 关注等级: '高', 备注: '听力不好' });
    expect(plan.outcomes[0]).toMatchObject({ result: 'updated' });
    expect(plan.edits).toEqual([
      {
        c: 'people',
        id: before.people[0]?.id,
        set: { grade: 'high', remark: '听力不好', watchedSince: saturdayMorning },
        before: { grade: null, remark: null, watchedSince: null },
      },
    ]);
    expect(plan.creations).toEqual([]);
  });

  it('wipes nothing by an empty cell', () => {
    expect(planOf({ 电话: '', 性别: '' }).outcomes[0]?.result).toBe('unchanged');
  });

  it('does not forget a birthday because the list knows the year only', () => {
    expect(planOf({ 出生日期: '1950年' }).outcomes[0]?.result).toBe('unchanged');
  });

  it('learns the birthday of somebody whose year was known', () => {
    const yearOnly = carriedOut(emptyCommunity, { 出生日期: '1950年', 电话: '' });
    const plan = planImport(importOf([residentSheet({ 电话: '' })], yearOnly));
    expect(plan.edits[0]?.set).toEqual({ birthDate: '1950-03-04' });
  });

  it('finds a family that moved, the child without a telephone too', () => {
    const plan = planOf(
      ...family.map((row) => ({ ...row, 楼栋小组: '2号楼1单元', 门牌号: '303' })),
    );
    expect(plan.outcomes.map(({ result }) => result)).toEqual(Array(3).fill('updated'));
    expect(plan.edits.map(({ set }) => set)).toEqual(
      family.map(() => ({ place: 'c1/g01/b0201/h0303' })),
    );
    expect(plan.creations.map(({ r }) => r.place)).toEqual(['c1/g01/b0201', 'c1/g01/b0201/h0303']);
  });

  it('finds a household in a grid that was renamed', () => {
    const renamed = {
      ...before,
      places: before.places.map((place) =>
        place.kind === 'grid' ? { ...place, name: '桂花网格' } : place,
      ),
    };
    for (const name of ['桂花网格', '第一网格']) {
      const sheet = residentSheet(...family.map((row) => ({ ...row, 网格: name })));
      const plan = planImport(importOf([sheet], renamed));
      expect(plan.outcomes.map(({ result }) => result)).toEqual(Array(3).fill('unchanged'));
    }
  });

  it('takes somebody new into a household that exists', () => {
    const plan = planOf({ 姓名: '赵新', 电话: '13800000009', 出生日期: '1990-01-01' });
    expect(plan.creations).toHaveLength(1);
    expect(plan.creations[0]?.r).toMatchObject({ place: 'c1/g01/b0101/h0101', name: '赵新' });
  });
});

describe('any list', () => {
  const cell = (...values: string[]) => fc.constantFrom(...values);
  const row: fc.Arbitrary<RowCells> = fc.record({
    网格: cell('第一网格', '第2网格', '第九网格', '', ' 第一网格 ', '不明'),
    楼栋小组: cell('1号楼1单元', '3栋', '2-1', '不详', '', '桂花苑5幢'),
    门牌号: cell('101', '１０２', '0103室', 'A-1', '-', '', '底商'),
    姓名: cell('王芳', '王 芳', '买买提·艾力', '𠮷田梅', '', '=1', '李?', 'Anna'),
    性别: cell('男', '女', '', '未知'),
    出生日期: cell('1950-01-01', '1950.1.1', '1950年', '', '2050-01-01', '1950-13-01'),
    电话: cell('13800000001', '+86 138-0000-0001', '13900000002', '', '123'),
    独居: cell('', '是', '否', '也许'),
    关注等级: cell('', '高', '低', '特高'),
    备注: fc.oneof(cell('', '-', '=1+1', '<b>x</b>'), fc.string({ maxLength: 30 })),
  });

  it('loses no row, makes valid records, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), (rows) => {
        const sheet = residentSheet(...rows);
        const plan = planImport(importOf([sheet]));
        expect(plan.outcomes).toHaveLength(rows.length);
        for (const outcome of plan.outcomes) {
          expect(outcome.reasons.length > 0).toBe(outcome.result === 'rejected');
        }
        const after = afterImport(emptyCommunity, plan);
        for (const c of ['places', 'people', 'posts'] as const) {
          for (const record of after[c]) recordSchema(recordTypes[c]).parse(record);
        }
        expect(new Set(after.places.map(({ place }) => place)).size).toBe(after.places.length);
        const households = new Set(after.places.map(({ place }) => place));
        for (const person of after.people) expect(households).toContain(person.place);
        const again = planImport(importOf([sheet], after));
        expect([...again.creations, ...again.edits]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same plan for the same input', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 15 }), (rows) => {
        const sheets = [residentSheet(...rows)];
        expect(planImport(importOf(sheets))).toEqual(planImport(importOf(sheets)));
      }),
      { numRuns: 50 },
    );
  });
});
