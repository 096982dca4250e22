import { halfWidth } from './cell.ts';

/** A sheet of a file as texts: a row is what the spreadsheet shows, cell by cell. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export const residentColumns = [
  'community',
  'grid',
  'building',
  'door',
  'head',
  'name',
  'gender',
  'birthDate',
  'phone',
  'relation',
  'livesAlone',
  'disability',
  'grade',
  'emergencyContact',
  'remark',
] as const;
export type ResidentColumn = (typeof residentColumns)[number];

export const postColumns = ['name', 'phone', 'role', 'range', 'from', 'until', 'skills'] as const;
export type PostColumn = (typeof postColumns)[number];

export type Part = 'residents' | 'posts';
type Column = ResidentColumn | PostColumn;

/** Which column of the sheet holds which field, counted from 0. */
export type Mapping = Readonly<Partial<Record<Column, number>>>;

/** How one sheet is to be read: what it lists, where its heading stands (from 0), which column is which. */
export interface SheetReading {
  readonly sheet: number;
  readonly part: Part;
  readonly headerRow: number;
  readonly mapping: Mapping;
}

/** Columns without which a sheet cannot be imported. */
export const requiredColumns: Readonly<Record<Part, readonly Column[]>> = {
  residents: ['grid', 'building', 'door', 'name'],
  posts: ['name', 'role', 'range'],
};

/** What people write above their columns; those that contain another's word stand before it. */
const synonyms: Readonly<Record<Part, Readonly<Partial<Record<Column, readonly string[]>>>>> = {
  residents: {
    relation: ['与户主关系', '户主关系', '家庭关系', '关系', 'relation'],
    emergencyContact: ['紧急联系人', '紧急联系', '应急联系人', 'emergency contact'],
    head: ['户主', '户主姓名', 'head of household'],
    community: ['社区', '社区名称', '小区', '所属社区', 'community'],
    grid: ['网格', '网格名称', '所属网格', '网格分站', 'grid'],
    building: ['楼栋小组', '楼栋', '楼栋单元', '单元', '楼号', '楼幢', '楼组', '栋', 'building'],
    door: ['门牌号', '门牌', '房号', '房间号', '室号', '室', '户号', '门号', 'door', 'room'],
    name: ['姓名', '名字', '居民姓名', '居民', '人员姓名', 'name'],
    gender: ['性别', 'gender', 'sex'],
    birthDate: ['出生日期', '生日', '出生年月日', '出生年月', '出生', 'birth date', 'birthday'],
    phone: ['电话', '手机', '联系电话', '手机号', '手机号码', '电话号码', '联系方式', 'phone'],
    livesAlone: ['独居', '是否独居', '独居老人', 'lives alone'],
    disability: ['残疾', '残疾情况', '残疾类别', '残疾等级', 'disability'],
    grade: ['关注等级', '关注级别', '关爱等级', '守望等级', '等级', 'grade'],
    remark: ['备注', '说明', '其他', 'remark', 'note'],
  },
  posts: {
    name: ['姓名', '名字', '人员', '人员姓名', 'name'],
    phone: ['电话', '手机', '联系电话', '手机号', '手机号码', '电话号码', '联系方式', 'phone'],
    role: ['岗位', '职务', '角色', '岗位名称', 'post', 'role'],
    range: ['范围', '负责范围', '服务范围', '负责区域', '所属', 'range', 'place'],
    until: ['终止日期', '结束日期', '离任日期', '截止日期', 'until', 'end date'],
    from: ['起始日期', '开始日期', '上岗日期', '任职日期', '日期', 'from', 'start date'],
    skills: ['技能', '特长', '专长', 'skills'],
  },
};

/** A heading without what people decorate it with: spaces, stars, colons, what stands in brackets. */
function plain(heading: string): string {
  return halfWidth(heading)
    .toLowerCase()
    .replace(/[([【][^([【)\]】]*[)\]】]/g, '')
    .replace(/[\s*:：]/g, '');
}

const plainSynonyms = (words: readonly string[]): string[] => words.map(plain);

/** Guesses which column is which from the heading: whole words first, then headings that contain one. */
export function guessColumns(header: readonly string[], part: Part): Mapping {
  const headings = header.map(plain);
  const mapping: Partial<Record<Column, number>> = {};
  const free = new Set(headings.keys());
  const columns = Object.entries(synonyms[part]) as [Column, readonly string[]][];
  for (const fits of [
    (heading: string, words: readonly string[]) => words.includes(heading),
    (heading: string, words: readonly string[]) =>
      words.some((word) => word.length > 1 && heading.includes(word)),
  ]) {
    for (const [column, words] of columns) {
      if (mapping[column] !== undefined) continue;
      const wanted = plainSynonyms(words);
      const index = [...free].find((at) => fits(headings[at] ?? '', wanted));
      if (index === undefined) continue;
      mapping[column] = index;
      free.delete(index);
    }
  }
  return mapping;
}

/** The columns that a sheet of this kind may not lack and that the mapping lacks. */
export function missingColumns(part: Part, mapping: Mapping): readonly Column[] {
  return requiredColumns[part].filter((column) => mapping[column] === undefined);
}

/** Lists often carry a title above their heading: so many rows are looked through for it. */
const headerSearch = 10;

function readingAt(sheets: readonly Sheet[], sheet: number): SheetReading | null {
  const rows = sheets[sheet]?.rows.slice(0, headerSearch) ?? [];
  let best: SheetReading | null = null;
  for (const [headerRow, header] of rows.entries()) {
    for (const part of ['residents', 'posts'] as const) {
      const mapping = guessColumns(header, part);
      if (missingColumns(part, mapping).length > 0) continue;
      if (!best || Object.keys(mapping).length > Object.keys(best.mapping).length) {
        best = { sheet, part, headerRow, mapping };
      }
    }
  }
  return best;
}

/** How each sheet of a file is to be read; sheets that are neither a list of residents nor of posts are left out. */
export function guessReadings(sheets: readonly Sheet[]): SheetReading[] {
  return [...sheets.keys()]
    .map((sheet) => readingAt(sheets, sheet))
    .filter((reading) => reading !== null);
}
