import type { Role } from '../record-type.ts';
import { startOfDay } from '../rules/shanghai-day.ts';
import { compact, read, readName, refuse, type Reading } from './cell.ts';
import type { Mapping } from './columns.ts';
import { readDay, readPhone } from './dates-and-phones.ts';
import { cellTaker, readPlaceName, type RowReading } from './read-resident.ts';

/** One post as the list gives it; `range` is still the words of the list. */
export interface ListedPost {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly role?: Role | undefined;
  readonly team?: string | undefined;
  readonly range: readonly string[];
  /** First and last instant (ms) of the term, in Shanghai days. */
  readonly from: number;
  readonly until?: number | undefined;
  readonly skills: readonly string[];
}

const titles: Readonly<Record<string, Role>> = {
  服务中心管理员: 'admin',
  中心管理员: 'admin',
  管理员: 'admin',
  社工: 'socialWorker',
  社会工作者: 'socialWorker',
  网格站长: 'head',
  站长: 'head',
  网格长: 'head',
  骨干志愿者: 'core',
  骨干: 'core',
  楼栋联络员: 'liaison',
  联络员: 'liaison',
  楼组长: 'liaison',
  楼长: 'liaison',
  志愿者: 'volunteer',
  监督会成员: 'committee',
  监督员: 'committee',
};

interface Title {
  readonly role: Role;
  readonly team?: string;
}

/** The role behind a title: 健康关怀组组长 leads the team 健康关怀组. */
function readTitle(text: string): Reading<Title> {
  const { text: title, codes } = compact(text);
  const role = Object.hasOwn(titles, title) ? titles[title] : undefined;
  if (role) return read({ role }, codes);
  const team = /^(.{2,28}?[组队])[组队]?长$/.exec(title)?.[1];
  return team ? read({ role: 'teamLeader' as const, team }, codes) : refuse('unknownRole');
}

const day = 86_400_000;
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

const readSkills = (text: string): Reading<readonly string[]> => {
  const skills = text
    .split(/[、,，;；/\s]+/)
    .map((skill) => skill.trim())
    .filter((skill) => skill !== '');
  if (skills.some((skill) => skill.length > 20) || skills.length > 20) return refuse('tooLong');
  return read([...new Set(skills)]);
};

const readRange = (text: string): Reading<readonly string[]> => {
  const { text: tight, codes } = compact(text);
  return read(
    tight
      .split(/[/>＞]/)
      .filter((part) => part !== '')
      .map((part) => {
        const name = readPlaceName(part);
        return name.ok ? name.value : part;
      }),
    codes,
  );
};

/** Reads one row of posts; a post without a first day begins today. */
export function readPost(
  row: readonly string[],
  mapping: Mapping,
  now: number,
): RowReading<ListedPost> {
  const { corrections, reasons, take } = cellTaker(row, mapping);
  const refusedSoFar = (): number => reasons.length;
  const name = take('name', readName);
  if (name === undefined && refusedSoFar() === 0)
    reasons.push({ code: 'missingName', field: 'name' });
  const phone = take('phone', readPhone);
  const before = refusedSoFar();
  const title = take('role', readTitle);
  if (!title && refusedSoFar() === before) reasons.push({ code: 'missingRole', field: 'role' });
  const range = take('range', readRange);
  if (!range) reasons.push({ code: 'missingRange', field: 'range' });
  const beforeDates = refusedSoFar();
  const from = take('from', readDay);
  const until = take('until', readDay);
  if (from && until && until < from) {
    reasons.push({ code: 'impossibleDate', field: 'until', value: until });
  }
  if (!from && refusedSoFar() === beforeDates) {
    corrections.push({ code: 'startToday', field: 'from', from: '', to: '' });
  }
  const value: ListedPost = {
    name: name ?? '',
    phone,
    role: title?.role,
    team: title?.team,
    range: range ?? [],
    from: from ? startOf(from) : startOfDay(now),
    until: until ? startOf(until) + day : undefined,
    skills: take('skills', readSkills) ?? [],
  };
  return { value, corrections, reasons };
}
