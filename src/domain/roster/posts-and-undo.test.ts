import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  administrator,
  afterImport,
  countingIds,
  emptyCommunity,
  importOf,
  postSheet,
  residentSheet,
} from '../../../tests/support/roster-lists.ts';
import type { Notice } from '../notices.ts';
import type { Existing, ImportPlan } from './import-plan.ts';
import { importOutcomeOf, importRecords } from './import-record.ts';
import { planImport } from './plan-import.ts';
import { planUndo, type UndoPlan } from './plan-undo.ts';

const fang = ['王芳', '13800000001'] as const;
const planOf = (...posts: (readonly string[])[]) =>
  planImport(importOf([residentSheet({}), postSheet(...posts)]));

describe('a post', () => {
  it.each([
    ['服务中心管理员', '幸福里社区', { role: 'admin', kind: 'duty', place: 'c1' }],
    ['社工', '幸福里社区', { role: 'socialWorker', kind: 'duty', place: 'c1' }],
    ['网格站长', '第一网格', { role: 'head', kind: 'duty', place: 'c1/g01' }],
    ['骨干志愿者', '第1网格', { role: 'core', kind: 'member', place: 'c1/g01' }],
    ['楼栋联络员', '第一网格/1号楼1单元', { role: 'liaison', kind: 'duty', place: 'c1/g01/b0101' }],
    ['志愿者', '幸福里社区', { role: 'volunteer', kind: 'member', place: 'c1' }],
    ['健康关怀组组长', '幸福里社区', { role: 'teamLeader', team: '健康关怀组', place: 'c1' }],
    ['专项服务队队长', '幸福里社区', { role: 'teamLeader', team: '专项服务队', place: 'c1' }],
    ['监督会成员', '幸福里社区', { role: 'committee', kind: 'member', place: 'c1' }],
  ])('%s in %s', (title, range, expected) => {
    const plan = planOf([...fang, title, range, '2025-07-25', '水电维修、做饭']);
    expect(plan.outcomes[1]?.result).toBe('imported');
    expect(plan.creations.find(({ c }) => c === 'posts')?.r).toMatchObject({
      ...expected,
      person: plan.creations.find(({ c }) => c === 'people')?.r.id,
      from: Date.parse('2025-07-25T00:00:00+08:00'),
      skills: ['水电维修', '做饭'],
      phone: '13800000001',
    });
  });

  it('that begins later keeps its day', () => {
    const plan = planOf([...fang, '志愿者', '幸福里社区', '2026-12-20', '']);
    const post = plan.creations.find(({ c }) => c === 'posts')?.r;
    expect(post).toMatchObject({ from: Date.parse('2026-12-20T00:00:00+08:00') });
  });

  it('without a first day begins today', () => {
    const plan = planOf([...fang, '志愿者', '幸福里社区', '', '']);
    expect(plan.outcomes[1]).toMatchObject({
      result: 'corrected',
      corrections: [{ code: 'startToday' }],
    });
  });

  it.each([
    ['an unknown title', [...fang, '主任', '幸福里社区', '2025-01-01', ''], 'unknownRole'],
    ['no title', [...fang, '', '幸福里社区', '2025-01-01', ''], 'missingRole'],
    ['an unknown place', [...fang, '网格站长', '第九网格', '2025-01-01', ''], 'unknownRange'],
    [
      'a misspelt building',
      [...fang, '楼栋联络员', '第一网格/8号楼', '2025-01-01', ''],
      'unknownRange',
    ],
    ['no place', [...fang, '志愿者', '', '2025-01-01', ''], 'missingRange'],
    ['an impossible day', [...fang, '志愿者', '幸福里社区', '2025-02-30', ''], 'impossibleDate'],
    [
      'nobody of that name',
      ['赵无', '13800000001', '志愿者', '幸福里社区', '2025-01-01', ''],
      'personNotFound',
    ],
    [
      'another telephone',
      ['王芳', '13900000001', '志愿者', '幸福里社区', '2025-01-01', ''],
      'personNotFound',
    ],
  ])('with %s is rejected', (_, row, code) => {
    const [, outcome] = planOf(row).outcomes;
    expect(outcome).toMatchObject({ part: 'posts', row: 2, result: 'rejected' });
    expect(outcome?.reasons.map((reason) => reason.code)).toContain(code);
  });

  it('is not given by somebody who may not appoint', () => {
    const writer = { ...administrator, grants: [{ role: 'socialWorker', place: 'c1' }] } as const;
    const sheets = [
      residentSheet({}),
      postSheet([...fang, '志愿者', '幸福里社区', '2025-01-01', '']),
    ];
    const plan = planImport(importOf(sheets, emptyCommunity, { writer }));
    expect(plan.outcomes.map(({ result }) => result)).toEqual(['imported', 'rejected']);
    expect(plan.outcomes[1]?.reasons).toEqual([{ code: 'notAllowed', field: 'role' }]);
  });

  it('listed twice is rejected once', () => {
    const row = [...fang, '志愿者', '幸福里社区', '2025-01-01', ''];
    expect(planOf(row, row).outcomes[2]?.reasons).toEqual([{ code: 'duplicateRow', sameAs: 2 }]);
  });

  it('that has ended is not taken up again, one that begins after it is new', () => {
    const row = [...fang, '志愿者', '幸福里社区', '2025-01-01', ''] as const;
    const before = afterImport(emptyCommunity, planOf(row));
    const ended: Existing = {
      ...before,
      posts: before.posts.map((post) => ({ ...post, until: Date.parse('2025-06-01') })),
    };
    const again = (from: string) =>
      planImport(
        importOf(
          [residentSheet({}), postSheet([...fang, '志愿者', '幸福里社区', from, ''])],
          ended,
        ),
      );
    expect(again('2025-01-01').outcomes[1]?.result).toBe('unchanged');
    expect(again('2025-07-01').creations.map(({ c }) => c)).toEqual(['posts']);
  });
});

const system = { involves: [], createdAt: 1, createdBy: 'admin', version: 1, receivedAt: 1 };

function recordsOf(plan: ImportPlan): Notice[] {
  const about = { community: 'c1', file: '名册.xlsx', newId: countingIds() };
  return importRecords(plan, about).flatMap(({ c, r }) =>
    c === 'notices' ? [{ ...r, ...system }] : [],
  );
}

function undoOf(existing: Existing, notices: Notice[], more = {}) {
  return planUndo({
    batch: 'batch-2',
    notices,
    ...existing,
    visits: [],
    needs: [],
    writer: administrator,
    ...more,
  });
}

describe('taking an import back', () => {
  const before = afterImport(emptyCommunity, planImport(importOf([residentSheet({})])));
  const sheets = [
    residentSheet({ 备注: '养狗' }, { 姓名: '赵新', 门牌号: '404', 电话: '13800000009' }),
    postSheet(['赵新', '13800000009', '志愿者', '第一网格', '2025-01-01', '']),
  ];
  const plan = planImport(importOf(sheets, before, { batch: 'batch-2', newId: laterIds() }));
  const after = afterImport(before, plan);
  const records = recordsOf(plan);

  it('deletes what it made, from the inside out, and puts back what it edited', () => {
    const undo = undoOf(after, records);
    expect(undo.deletions.map(({ c }) => c)).toEqual(['posts', 'people', 'places']);
    expect(undo.edits).toEqual([{ c: 'people', id: before.people[0]?.id, set: { remark: null } }]);
    expect(undo.kept).toEqual([]);
    expect(undo.records).toEqual(records.map(({ id }) => id));
  });

  it('leaves a field that somebody has changed since', () => {
    const people = after.people.map((person) => ({ ...person, remark: person.remark && '养猫' }));
    const undo = undoOf({ ...after, people }, records);
    expect(undo.edits).toEqual([]);
    expect(undo.kept).toMatchObject([{ c: 'people', name: '王芳', why: 'changedSince' }]);
  });

  it('keeps a person who has been visited, with his household', () => {
    const newcomer = after.people.find(({ name }) => name === '赵新');
    const visits = [{ place: newcomer?.place ?? '', person: newcomer?.id, createdBy: 'liaison' }];
    const undo = undoOf(after, records, { visits });
    expect(undo.deletions.map(({ c }) => c)).toEqual(['posts']);
    expect(undo.kept.map(({ name, why }) => `${name} ${why}`)).toEqual(['赵新 inUse', '404 inUse']);
  });

  it('keeps the post of somebody who has begun to work', () => {
    const newcomer = after.people.find(({ name }) => name === '赵新');
    const visits = [{ place: 'c1/g01/b0101/h0101', createdBy: newcomer?.id ?? '' }];
    const { deletions, kept } = undoOf(after, records, { visits });
    expect(deletions).toEqual([]);
    expect(kept.map(({ c }) => c)).toEqual(['posts', 'people', 'places']);
  });

  it('keeps a household into which somebody else has moved', () => {
    const home = after.places.find(({ name }) => name === '404')?.place ?? '';
    const people = after.people.map((person) =>
      person.name === '王芳' ? { ...person, place: home } : person,
    );
    expect(undoOf({ ...after, people }, records).kept.map(({ name }) => name)).toContain('404');
  });

  it('leaves the community as it was, whatever the list said', () => {
    const cell = (...values: string[]) => fc.constantFrom(...values);
    const row = fc.record({
      姓名: cell('王芳', '赵新', '钱来'),
      门牌号: cell('101', '404', '505'),
      出生日期: cell('1950-03-04', '1950', '1988-08-08'),
      电话: cell('', '13800000001', '13800000007'),
      关注等级: cell('', '高'),
      备注: cell('', '养狗'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const list = [residentSheet(...rows)];
        const later = planImport(importOf(list, before, { batch: 'batch-2', newId: laterIds() }));
        const { deletions, edits, kept } = undoOf(afterImport(before, later), recordsOf(later));
        const restored = afterUndo(afterImport(before, later), deletions, edits);
        expect(restored).toEqual(before);
        expect(kept).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('does nothing a second time', () => {
    const undone = records.map((record) => ({ ...record, undoneAt: 5 }));
    const undo = undoOf(after, undone);
    expect([...undo.deletions, ...undo.edits, ...undo.records]).toEqual([]);
  });

  it('says what the writer may not take back', () => {
    const writer = { ...administrator, grants: [{ role: 'socialWorker', place: 'c1' }] } as const;
    const { deletions, kept } = undoOf(after, records, { writer });
    expect(deletions).toEqual([]);
    expect(kept.map(({ c, why }) => `${c} ${why}`)).toEqual([
      'posts notAllowed',
      'people inUse',
      'places inUse',
    ]);
  });
});

it('remembers a long list in several records, each small', () => {
  const rows = Array.from({ length: 700 }, (_, index) => ({ 姓名: '', 门牌号: String(index + 1) }));
  const records = recordsOf(planImport(importOf([residentSheet(...rows)])));
  const outcomes = records.map((record) => importOutcomeOf(record));
  expect(outcomes.map((outcome) => outcome?.rejected.length)).toEqual([300, 300, 100]);
  expect(outcomes[0]).toMatchObject({ counts: { rejected: 700 }, reasons: { missingName: 700 } });
});

function afterUndo(
  existing: Existing,
  deletions: UndoPlan['deletions'],
  edits: UndoPlan['edits'],
): Existing {
  const gone = new Set(deletions.map(({ id }) => id));
  const sets = new Map(edits.map(({ id, set }) => [id, set]));
  const undone = <T extends { id: string }>(records: readonly T[]): T[] =>
    records
      .filter(({ id }) => !gone.has(id))
      .map((record) => {
        const fields = Object.entries({ ...record, ...sets.get(record.id) });
        return Object.fromEntries(fields.filter(([, value]) => value !== null)) as T;
      });
  return {
    community: existing.community,
    places: undone(existing.places),
    people: undone(existing.people),
    posts: undone(existing.posts),
  };
}

function laterIds(): () => string {
  const ids = countingIds();
  return () => ids().replace(/^0/, 'f');
}
