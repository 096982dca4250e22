import { describe, expect, it } from 'vitest';
import {
  administrator,
  afterImport,
  emptyCommunity,
  importOf,
  postSheet,
  residentSheet,
  type RowCells,
} from '../../../tests/support/roster-lists.ts';
import { planImport } from './plan-import.ts';

const planOf = (...rows: RowCells[]) => planImport(importOf([residentSheet(...rows)]));
const personOf = (...rows: RowCells[]) => {
  const made = planOf(...rows).creations.find(({ c }) => c === 'people');
  return made?.r as Record<string, unknown> | undefined;
};

describe('a cell that is mended', () => {
  it.each<[string, RowCells, string, string, unknown]>([
    ['full-width door', { 门牌号: '２０４' }, 'fullWidth', 'place', 'c1/g01/b0101/h0204'],
    ['door with 室', { 门牌号: '102室' }, 'doorSuffix', 'place', 'c1/g01/b0101/h0102'],
    [
      'full-width door with 室',
      { 门牌号: '７０２室' },
      'doorSuffix',
      'place',
      'c1/g01/b0101/h0702',
    ],
    ['door with zeros before', { 门牌号: '0502' }, 'doorZeros', 'place', 'c1/g01/b0101/h0502'],
    ['dashes in a number', { 电话: '150-0000-2825' }, 'phoneMarks', 'phone', '15000002825'],
    ['spaces in a number', { 电话: '150 0000 0066' }, 'phoneMarks', 'phone', '15000000066'],
    ['country code', { 电话: '+8613100007181' }, 'countryCode', 'phone', '13100007181'],
    ['country code, spaced', { 电话: '+86 131 0000 7181' }, 'countryCode', 'phone', '13100007181'],
    ['full-width number', { 电话: '１３１００００７１８１' }, 'fullWidth', 'phone', '13100007181'],
    ['landline', { 电话: '010-62345678' }, 'phoneMarks', 'phone', '01062345678'],
    ['spaces around a name', { 姓名: ' 宋秀兰\u3000' }, 'spaces', 'name', '宋秀兰'],
    ['space within a name', { 姓名: '张\u3000三' }, 'spaces', 'name', '张三'],
    ['date with dots', { 出生日期: '1982.2.15' }, 'dateStyle', 'birthDate', '1982-02-15'],
    ['date with slashes', { 出生日期: '1945/11/4' }, 'dateStyle', 'birthDate', '1945-11-04'],
    ['date in characters', { 出生日期: '1945年1月4日' }, 'dateStyle', 'birthDate', '1945-01-04'],
    ['date in one', { 出生日期: '19450104' }, 'dateStyle', 'birthDate', '1945-01-04'],
    [
      'date with a time',
      { 出生日期: '1945-01-04 00:00:00' },
      'dateStyle',
      'birthDate',
      '1945-01-04',
    ],
    ['year alone', { 出生日期: '2011年' }, 'dateYearOnly', 'birthDate', '2011'],
    ['dash for nothing', { 备注: '-' }, 'placeholder', 'remark', undefined],
    ['none for nothing', { 残疾: '无' }, 'placeholder', 'disability', undefined],
    ['formula', { 备注: '=1+1' }, 'formulaAsText', 'remark', '=1+1'],
    ['formula by another sign', { 备注: '@SUM(A1)' }, 'formulaAsText', 'remark', '@SUM(A1)'],
    ['country code alone', { 备注: '+86' }, 'formulaAsText', 'remark', '+86'],
    ['HTML', { 备注: '<b>重点</b>' }, 'htmlAsText', 'remark', '<b>重点</b>'],
    [
      'HTML that acts',
      { 备注: '<img src=x onerror=alert(1)>' },
      'htmlAsText',
      'remark',
      '<img src=x onerror=alert(1)>',
    ],
    ['other word for a man', { 性别: '男性' }, 'wordForm', 'gender', 'male'],
    ['grade in other words', { 关注等级: '高风险' }, 'wordForm', 'grade', 'high'],
    ['tick for yes', { 独居: '√' }, 'wordForm', 'livesAlone', true],
  ])('%s', (_, cells, code, field, value) => {
    const [outcome] = planOf(cells).outcomes;
    expect(outcome).toMatchObject({ result: 'corrected', reasons: [] });
    expect(outcome?.corrections.map((correction) => correction.code)).toContain(code);
    expect(personOf(cells)?.[field]).toEqual(value);
  });

  it('shows what the cell said and what was taken', () => {
    const [outcome] = planOf({ 电话: '+86 150-0000-2825' }).outcomes;
    expect(outcome?.corrections).toEqual([
      { code: 'phoneMarks', field: 'phone', from: '+86 150-0000-2825', to: '15000002825' },
      { code: 'countryCode', field: 'phone', from: '+86 150-0000-2825', to: '15000002825' },
    ]);
  });

  it('takes another spelling of a grid as the grid it is', () => {
    const plan = planOf(
      { 门牌号: '101' },
      { 网格: '第1网格', 门牌号: '102', 姓名: '李四', 电话: '' },
    );
    expect(plan.outcomes[1]?.corrections).toEqual([
      { code: 'placeName', field: 'grid', from: '第1网格', to: '第一网格' },
    ]);
    expect(plan.creations.filter(({ r }) => r.kind === 'grid')).toHaveLength(1);
  });
});

describe('a name', () => {
  it.each(['买买提·艾力', '𠮷田梅', '李㛃', '﨑玲', '欧阳桂英', 'Anna Müller', "O'Brien"])(
    '%s survives exactly',
    (name) => {
      expect(planOf({ 姓名: name }).outcomes[0]?.result).toBe('imported');
      expect(personOf({ 姓名: name })?.['name']).toBe(name);
    },
  );
});

describe('a row that is rejected', () => {
  it.each<[string, RowCells, string, string]>([
    ['no name', { 姓名: ' ' }, 'missingName', 'name'],
    ['a formula for a name', { 姓名: '=cmd()' }, 'badName', 'name'],
    ['HTML for a name', { 姓名: '<b>王</b>' }, 'badName', 'name'],
    ['a name lost in encoding', { 姓名: '王?' }, 'unreadableText', 'name'],
    ['no grid', { 网格: '' }, 'missingGrid', 'grid'],
    ['no building', { 楼栋小组: '' }, 'missingBuilding', 'building'],
    ['a building nobody knows', { 楼栋小组: '不详' }, 'unknownBuilding', 'building'],
    ['no door', { 门牌号: '-' }, 'missingDoor', 'door'],
    ['a door of signs', { 门牌号: '#！' }, 'badDoor', 'door'],
    ['month 13', { 出生日期: '1890-13-45' }, 'impossibleDate', 'birthDate'],
    ['30 February', { 出生日期: '1990-02-30' }, 'impossibleDate', 'birthDate'],
    ['born tomorrow', { 出生日期: '2026-11-22' }, 'impossibleDate', 'birthDate'],
    ['born next year', { 出生日期: '2027年' }, 'impossibleDate', 'birthDate'],
    ['too old to be true', { 出生日期: '1889-01-01' }, 'impossibleDate', 'birthDate'],
    ['a number that a spreadsheet spoilt', { 电话: '1.38E+10' }, 'badPhone', 'phone'],
    ['ten digits', { 电话: '1380000000' }, 'badPhone', 'phone'],
    ['two numbers', { 电话: '13800000000/13900000000' }, 'badPhone', 'phone'],
    ['unknown gender', { 性别: '未知' }, 'unknownGender', 'gender'],
    ['unknown grade', { 关注等级: '特高' }, 'unknownGrade', 'grade'],
    ['neither yes nor no', { 独居: '有时' }, 'unknownAnswer', 'livesAlone'],
    ['too long a remark', { 备注: '长'.repeat(1001) }, 'tooLong', 'remark'],
  ])('%s', (_, cells, code, field) => {
    const plan = planOf(cells);
    expect(plan.outcomes[0]).toMatchObject({ row: 2, result: 'rejected' });
    expect(plan.outcomes[0]?.reasons[0]).toMatchObject({ code, field });
    expect(plan.creations).toEqual([]);
  });

  it('names every reason, so that the clerk mends a row once', () => {
    const [outcome] = planOf({ 姓名: '', 性别: '未知', 电话: '12' }).outcomes;
    expect(outcome?.reasons.map(({ code }) => code)).toEqual([
      'missingName',
      'unknownGender',
      'badPhone',
    ]);
  });

  it('is no prototype key', () => {
    expect(planOf({ 性别: 'constructor' }).outcomes[0]?.reasons[0]?.code).toBe('unknownGender');
  });
});

describe('rows that name the same person', () => {
  it('rejects an exact duplicate, however the cells are written', () => {
    const plan = planOf({}, { 门牌号: '１０１室', 电话: '138-0000-0001' });
    expect(plan.outcomes.map(({ result }) => result)).toEqual(['imported', 'rejected']);
    expect(plan.outcomes[1]?.reasons).toEqual([{ code: 'duplicateRow', sameAs: 2 }]);
  });

  it('keeps the first telephone and rejects the row with the other one', () => {
    const plan = planOf({}, { 电话: '13900000002' });
    expect(plan.outcomes[1]?.reasons).toEqual([
      { code: 'samePersonDiffers', field: 'phone', value: '13900000002', sameAs: 2 },
    ]);
    expect(personOf({}, { 电话: '13900000002' })?.['phone']).toBe('13800000001');
  });

  it('takes the other telephone when that row is imported again by itself', () => {
    const before = afterImport(emptyCommunity, planOf({}));
    const plan = planImport(importOf([residentSheet({ 电话: '13900000002' })], before));
    expect(plan.outcomes[0]).toMatchObject({
      result: 'updated',
      changes: [{ field: 'phone', from: '13800000001', to: '13900000002' }],
    });
  });

  it('keeps father and daughter of the same name apart', () => {
    const plan = planOf({}, { 出生日期: '2015-06-01', 与户主关系: '子女' });
    expect(plan.outcomes.map(({ result }) => result)).toEqual(['imported', 'imported']);
  });

  it('sees one person listed at two doors', () => {
    const plan = planOf({}, { 门牌号: '202' });
    expect(plan.outcomes[1]?.reasons[0]).toMatchObject({
      code: 'samePersonDiffers',
      field: 'door',
    });
  });
});

describe('a grid that nobody knows', () => {
  const residents = (count: number, cells: RowCells = {}): RowCells[] =>
    Array.from({ length: count }, (_, index) => ({
      姓名: `王${index}`,
      电话: '',
      门牌号: String(101 + index),
      ...cells,
    }));
  const slip = { 网格: '第九网格', 姓名: '程子轩', 电话: '' };

  it('is a slip of the pen where others have hundreds of rows', () => {
    const plan = planOf(...residents(200), slip);
    expect(plan.outcomes.at(-1)?.reasons[0]).toMatchObject({
      code: 'unknownGrid',
      value: '第九网格',
    });
    expect(plan.unknownPlaces).toEqual([{ kind: 'grid', name: '第九网格', rows: 1 }]);
  });

  it('is imported once the clerk accepts it', () => {
    const sheet = residentSheet(...residents(200), slip);
    const plan = planImport(importOf([sheet], emptyCommunity, { accepted: ['第九网格'] }));
    expect(plan.outcomes.at(-1)?.result).toBe('imported');
  });

  it('is real when the sheet of posts names it', () => {
    const sheet = residentSheet(...residents(200), { ...slip, 电话: '13900000009' });
    const posts = postSheet(['程子轩', '13900000009', '网格站长', '第九网格', '2025-01-01', '']);
    const { outcomes } = planImport(importOf([sheet, posts]));
    expect(outcomes.filter(({ result }) => result === 'rejected')).toEqual([]);
  });

  it('is real in the first list of a small community', () => {
    expect(planOf(...residents(8), slip).outcomes.at(-1)?.result).toBe('imported');
  });

  it('is not real by being alone in a later list', () => {
    const before = afterImport(emptyCommunity, planOf(...residents(8)));
    const plan = planImport(importOf([residentSheet(slip)], before));
    expect(plan.outcomes[0]?.reasons[0]?.code).toBe('unknownGrid');
  });
});

describe('a building that has no number', () => {
  const garden = { 楼栋小组: '桂花苑' };

  it('is asked about, and imported once the clerk accepts it', () => {
    expect(planOf(garden).unknownPlaces).toEqual([{ kind: 'building', name: '桂花苑', rows: 1 }]);
    const accepted = ['桂花苑'];
    const plan = planImport(importOf([residentSheet(garden)], emptyCommunity, { accepted }));
    expect(plan.outcomes[0]?.result).toBe('imported');
  });

  it('is not asked about where its name says that nobody knows', () => {
    expect(planOf({ 楼栋小组: '不详' }).unknownPlaces).toEqual([]);
  });
});

describe('a list of another community', () => {
  it('gives a new community its name', () => {
    const plan = planOf({});
    expect(plan.communityName).toBe('幸福里社区');
    expect(plan.edits).toEqual([
      {
        c: 'places',
        id: emptyCommunity.community.id,
        set: { name: '幸福里社区' },
        before: { name: '新社区' },
      },
    ]);
  });

  it('is rejected row by row where there are grids already', () => {
    const before = afterImport(emptyCommunity, planOf({}));
    const plan = planImport(importOf([residentSheet({ 社区: '和平里社区' })], before));
    expect(plan.outcomes[0]?.reasons[0]).toMatchObject({
      code: 'otherCommunity',
      value: '和平里社区',
    });
    expect([...plan.creations, ...plan.edits]).toEqual([]);
  });
});

it('rejects every row where the writer may not write', () => {
  const writer = { ...administrator, grants: [{ role: 'volunteer', place: 'c1' }] } as const;
  const plan = planImport(importOf([residentSheet({})], emptyCommunity, { writer }));
  expect(plan.outcomes[0]?.reasons[0]?.code).toBe('notAllowed');
  expect(plan.creations).toEqual([]);
});
