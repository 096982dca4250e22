import { guessReadings, type Sheet } from '../../src/domain/roster/columns.ts';
import type { Existing, ImportInput, ImportPlan } from '../../src/domain/roster/import-plan.ts';
import type { Person } from '../../src/domain/people.ts';
import type { Place } from '../../src/domain/places.ts';
import type { Post } from '../../src/domain/posts.ts';

const plainRow = {
  社区: '幸福里社区',
  网格: '第一网格',
  楼栋小组: '1号楼1单元',
  门牌号: '101',
  户主: '王芳',
  姓名: '王芳',
  性别: '女',
  出生日期: '1950-03-04',
  电话: '13800000001',
  与户主关系: '户主',
  独居: '',
  残疾: '',
  关注等级: '',
  紧急联系人: '',
  备注: '',
};
export type RowCells = Readonly<Partial<Record<keyof typeof plainRow, string>>>;

/** A sheet of residents: each row is a plain one with some cells written otherwise. */
export function residentSheet(...rows: readonly RowCells[]): Sheet {
  const cells = rows.map((row) => Object.values<string>({ ...plainRow, ...row }));
  return { name: '居民', rows: [Object.keys(plainRow), ...cells] };
}

/** A sheet of posts: name, telephone, title, range, first day, skills. */
export function postSheet(...rows: readonly (readonly string[])[]): Sheet {
  return { name: '岗位', rows: [['姓名', '电话', '岗位', '范围', '起始日期', '技能'], ...rows] };
}

/** Ids that count up, in the shape of UUIDs. */
export function countingIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `00000000-0000-7000-8000-${String(next).padStart(12, '0')}`;
  };
}

export const emptyCommunity: Existing = {
  community: { id: '00000000-0000-7000-8000-0000000000c1', place: 'c1', name: '新社区' },
  places: [],
  people: [],
  posts: [],
};

/** 2026-11-21 10:00 in Shanghai. */
export const saturdayMorning = Date.parse('2026-11-21T10:00:00+08:00');

export const administrator = {
  person: '00000000-0000-7000-8000-0000000000ad',
  grants: [{ role: 'admin', place: 'c1' }],
} as const;

/** The input of an import by an administrator on a Saturday morning, columns guessed. */
export function importOf(
  sheets: readonly Sheet[],
  existing: Existing = emptyCommunity,
  more: Partial<ImportInput> = {},
): ImportInput {
  return {
    sheets,
    readings: guessReadings(sheets),
    existing,
    accepted: [],
    writer: administrator,
    batch: 'batch-1',
    now: saturdayMorning,
    newId: countingIds(),
    ...more,
  };
}

const system = { involves: [], createdAt: 1, createdBy: 'admin', version: 1, receivedAt: 1 };

/** What the community has after a plan was carried out. */
export function afterImport(existing: Existing, plan: ImportPlan): Existing {
  const sets = new Map(plan.edits.map(({ id, set }) => [id, set]));
  const edited = <T extends { id: string }>(records: readonly T[]): T[] =>
    records.map((record) => ({ ...record, ...sets.get(record.id) }));
  const made = <T>(c: string): T[] =>
    plan.creations
      .filter((creation) => creation.c === c)
      .map(({ r }) => ({ ...r, ...system }) as T);
  return {
    community: { ...existing.community, name: plan.communityName },
    places: [...edited(existing.places), ...made<Place>('places')],
    people: [...edited(existing.people), ...made<Person>('people')],
    posts: [...edited(existing.posts), ...made<Post>('posts')],
  };
}
