import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { received, screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { ImportAtDesk, ImportScreen } from './import-screen.tsx';
import { rosterDesk } from './roster-desk.ts';

const now = Date.parse('2026-11-21T10:32:00+08:00');
const admin: readonly Grant[] = [{ role: 'admin', place: 'c1' }];
const community = received('places', { kind: 'community', place: 'c1', name: '我的社区' }, now - 1);

const heading = '社区,网格,楼栋小组,门牌号,姓名,性别,出生日期,电话,备注';
const list = [
  heading,
  '幸福里社区,第一网格,1号楼1单元,101,王芳,女,1950-03-04,138-0000-0001,',
  '幸福里社区,第一网格,1号楼1单元,102,𠮷田梅,女,1960.1.2,13800000002,=1+1',
  '幸福里社区,第一网格,1号楼1单元,103,李㛃,未知,1970-01-01,13800000003,',
].join('\r\n');

const open = (grants = admin) =>
  screenOnDevice(<ImportAtDesk desk={rosterDesk()} />, {
    grants,
    records: [community],
    now,
    route: '/import',
  });

async function choose(name: string, content: string): Promise<void> {
  const input = await waitFor(() => {
    const found = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!found) throw new Error('no input');
    return found;
  });
  await userEvent.setup({ applyAccept: false }).upload(input, new File([content], name));
}

describe('importing a roster', () => {
  it('is for the centre only', async () => {
    await screenOnDevice(<ImportScreen />, {
      grants: [{ role: 'head', place: 'c1/g01' }],
      records: [],
      now,
      route: '/import',
    });
    expect(await screen.findByText('您的岗位看不到这里')).toBeTruthy();
  });

  it('shows every row before anything is written, rejected ones first', async () => {
    const { store } = await open();
    await choose('名册.csv', list);
    expect(await screen.findByText('名册.csv')).toBeTruthy();
    const rows = await screen.findByRole('list', { name: '每一行的结果' });
    expect(within(rows).getAllByRole('listitem')).toHaveLength(1);
    expect(rows.textContent).toContain('第 4 行');
    expect(rows.textContent).toContain('性别「未知」看不懂');
    await userEvent.click(screen.getByRole('radio', { name: /有修正/ }));
    const mended = screen.getByRole('list', { name: '每一行的结果' });
    await waitFor(() => expect(mended.textContent).toContain('1960.1.2'));
    expect(mended.textContent).toContain('1960-01-02');
    expect(await store.find('people')).toEqual([]);
  });

  it('writes the good rows, all of them, and can take them back', async () => {
    const { store } = await open();
    await choose('名册.csv', list);
    await userEvent.click(await screen.findByRole('button', { name: '导入 2 行' }));
    await screen.findByText('导入完成');
    const people = await store.find('people');
    expect(people.map(({ name }) => name).toSorted()).toEqual(['王芳', '𠮷田梅'].toSorted());
    const places = await store.find('places');
    expect(places.map(({ place }) => place).toSorted()).toEqual([
      'c1',
      'c1/g01',
      'c1/g01/b0101',
      'c1/g01/b0101/h0101',
      'c1/g01/b0101/h0102',
    ]);
    expect((await store.get('places', community.record.id))?.name).toBe('幸福里社区');
    await userEvent.click(screen.getByRole('button', { name: '撤销这次导入' }));
    const sheet = await screen.findByRole('dialog');
    expect(sheet.textContent).toContain('删除 6 条');
    await userEvent.click(within(sheet).getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await store.find('people')).toEqual([]));
    await waitFor(async () => expect(await store.find('places')).toHaveLength(1));
    const [remembered] = await store.find('notices');
    expect(remembered?.undoneAt).toBeGreaterThan(0);
  });

  it('asks which column is which where the heading does not say', async () => {
    await open();
    await choose('名册.csv', list.replace('门牌号', '户'));
    expect((await screen.findAllByText(/还要指明这几栏：门牌号/)).length).toBeGreaterThan(0);
    const select = screen.getByRole('combobox', { name: '门牌号（必填）' });
    await userEvent.selectOptions(select, '3');
    expect(await screen.findByRole('button', { name: '导入 2 行' })).toBeTruthy();
  });

  it('says what is the matter with a file that is no list', async () => {
    await open();
    await choose('照片.png', '\u0089PNG\u0000\u0000');
    expect((await screen.findByRole('alert')).textContent).toContain('不是表格文件');
  });
});

describe('the rejected rows', () => {
  it('come back as a file that a spreadsheet shows and does not run, and can be imported again', async () => {
    const desk = rosterDesk();
    const bad = list.replace('=1+1', '=cmd|calc').replace('王芳,女', '王芳,不明');
    const opened = await desk.open(new TextEncoder().encode(bad));
    if (!opened.ok) throw new Error(opened.problem);
    const [reading] = opened.readings;
    if (!reading) throw new Error('no reading');
    const lines = [{ row: 3, why: '试一试, "引号"' }];
    const csv = await desk.rejectedCsv(reading, lines, { row: '原行号', why: '原因' });
    expect(csv.startsWith('\uFEFF社区,')).toBe(true);
    expect(csv).toContain("'=cmd|calc");
    const again = await desk.open(new TextEncoder().encode(csv));
    if (!again.ok) throw new Error(again.problem);
    expect(again.readings[0]?.mapping).toMatchObject({ name: 4, remark: 8 });
    const plan = await desk.plan({
      readings: again.readings,
      existing: { community: { id: '', place: 'c1', name: '' }, places: [], people: [], posts: [] },
      accepted: [],
      writer: { person: 'a', grants: admin },
      batch: 'b',
      now,
    });
    expect(plan.creations.find(({ c }) => c === 'people')?.r).toMatchObject({
      name: '𠮷田梅',
      remark: '=cmd|calc',
    });
  });
});
