import { describe, expect, it } from 'vitest';
import type { Reader } from '../../domain/access.ts';
import type { Need, NeedStep } from '../../domain/needs.ts';
import type { Role } from '../../domain/record-type.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { headlineOf, isIn, matches, queueRows, tabsOf } from './queue-rows.ts';

const now = Date.parse('2026-11-21T10:32:00+08:00');
const hour = 3_600_000;
const names = new Map([
  ['c1/g1', '第一网格'],
  ['c1/g1/b1', '5号楼1单元'],
]);

const step = (name: NeedStep['step'], at: number, more: Partial<NeedStep> = {}): NeedStep => ({
  id: `${name}${at}`,
  step: name,
  at,
  by: 'head',
  ...more,
});

const need = (id: string, fields: Partial<Need> = {}): Need => ({
  id,
  kind: 'need',
  place: 'c1/g1/b1/h0402',
  involves: [],
  createdAt: now - hour,
  createdBy: 'raiser',
  version: 1,
  receivedAt: now - hour,
  category: 'repair',
  urgency: 'normal',
  what: '水管漏水，厨房地上都是水',
  personName: '何秀兰',
  consent: true,
  source: 'door',
  steps: [step('submitted', now - hour)],
  ...fields,
});

const rows = (...needs: Need[]) => queueRows(needs, names, defaultSettings, now);
const reader = (role: Role): Reader => ({ person: 'me', grants: [{ role, place: 'c1/g1' }] });

describe('the order of the queue', () => {
  it('has emergencies first, then what is due first, and what is closed last, the latest first', () => {
    const ids = rows(
      need('oldDone', { steps: [step('submitted', 1), step('declined', 2)] }),
      need('late', { receivedAt: now - 5 * hour, createdAt: now - 5 * hour }),
      need('newDone', { steps: [step('submitted', 1), step('declined', 3)] }),
      need('fresh'),
      need('urgent', { urgency: 'urgent' }),
      need('alarm', { urgency: 'emergency' }),
    ).map((row) => row.need.id);
    expect(ids).toEqual(['alarm', 'urgent', 'late', 'fresh', 'newDone', 'oldDone']);
  });
});

describe('the parts of the queue', () => {
  it('differ by what a reader does with needs', () => {
    expect(tabsOf(reader('head'))[0]).toBe('submitted');
    expect(tabsOf(reader('admin'))).toContain('triaged');
    expect(tabsOf(reader('liaison'))).toEqual(['open', 'mine', 'closed']);
    expect(tabsOf(reader('volunteer'))).toEqual(['mine', 'raised', 'closed']);
  });

  it('put each need where it belongs, and a need without a first step among the new ones', () => {
    const [mine, odd, done] = rows(
      need('mine', { steps: [step('submitted', 1), step('assigned', 2, { assignee: 'me' })] }),
      need('odd', { steps: [] }),
      need('done', { steps: [step('submitted', 1), step('declined', 2)], createdBy: 'me' }),
    ).toSorted((a, b) => 'mine odd done'.indexOf(a.need.id) - 'mine odd done'.indexOf(b.need.id));
    if (!mine || !odd || !done) throw new Error('rows missing');
    expect(isIn('mine', mine, 'me') && isIn('assigned', mine, 'me')).toBe(true);
    expect(isIn('mine', mine, 'other')).toBe(false);
    expect(isIn('submitted', odd, 'me')).toBe(true);
    expect(isIn('closed', done, 'me')).toBe(true);
    expect(isIn('raised', done, 'me')).toBe(false);
  });
});

describe('words of a need', () => {
  it('begin at the beginning and end at the first stop, or where the line ends', () => {
    expect(headlineOf('水管漏水，厨房地上都是水')).toBe('水管漏水');
    expect(headlineOf('  灯泡坏了  ')).toBe('灯泡坏了');
    expect(headlineOf('，奇怪的开头')).toBe('，奇怪的开头');
    expect(headlineOf('请帮忙到市第二人民医院排队挂号并且陪同取药')).toBe(
      '请帮忙到市第二人民医院排队挂号并且陪…',
    );
    expect(headlineOf('')).toBe('');
  });

  it('are found by any of what is shown, all words together', () => {
    const [row] = rows(need('n'));
    if (!row) throw new Error('row missing');
    expect(matches(row, '何秀兰 402')).toBe(true);
    expect(matches(row, '厨房')).toBe(true);
    expect(matches(row, '维修', ['维修'])).toBe(true);
    expect(matches(row, '何秀兰 403')).toBe(false);
  });
});
