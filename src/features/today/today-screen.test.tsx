import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { TodayScreen } from './today-screen.tsx';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const building = 'c1/g1/b1';
const doors = ['0101', '0102', '0604'].map((door) => `${building}/h${door}`);
const [first = '', second = '', third = ''] = doors;

const places = [
  received('places', { kind: 'building', place: building, name: '3号楼2单元' }, 1),
  ...doors.map((place) =>
    received('places', { kind: 'household', place, name: place.slice(-3) }, 1),
  ),
];
/** Somebody with a daily visit, last met that many hours ago. */
const watched = (name: string, place: string, ago: number, watchers: string[] = []): Received =>
  received(
    'people',
    { kind: 'resident', place, name, grade: 'high', watchedSince: now - ago * hour, watchers },
    1,
  );
const visit = (place: string, outcome: 'met' | 'notIn'): Received =>
  received(
    'visits',
    { kind: 'round', place, startedAt: now - hour, finishedAt: now - hour, outcome },
    now - hour,
  );
const need = (what: string, steps: object[] = [], fields: object = {}): Received => {
  const submitted = {
    id: crypto.randomUUID(),
    step: 'submitted' as const,
    at: now - hour,
    by: 'p',
  };
  return received(
    'needs',
    {
      kind: 'need',
      place: second,
      category: 'repair',
      urgency: 'normal',
      what,
      consent: true,
      source: 'door',
      steps: [submitted, ...(steps as (typeof submitted)[])],
      ...fields,
    },
    now - hour,
  );
};
const assigned = { id: crypto.randomUUID(), step: 'assigned', at: now, by: 'h', assignee: me };

const today = (role: Grant['role'], place: string, records: readonly Received[] = []) =>
  screenOnDevice(<TodayScreen />, {
    person: me,
    grants: [{ role, place }],
    records: [...places, ...records],
    now,
    route: '/today',
  });
const section = async (name: string) =>
  within((await screen.findByRole('heading', { name })).closest('section') as HTMLElement);

describe('the first screen', () => {
  it('greets with the date in Shanghai', async () => {
    await today('liaison', building);
    await screen.findByRole('heading', { level: 1, name: '今天，李芳' });
    expect(screen.getByText('11月21日 星期六')).toBeTruthy();
  });

  it('shows the liaison how far the round is, and one button to go on', async () => {
    await today('liaison', building, [
      visit(first, 'met'),
      visit(second, 'notIn'),
      watched('郭长生', third, 1),
    ]);
    await screen.findByText('还有 2 户，其中 1 户重点');
    const progress = screen.getByRole('progressbar', { name: '本月走访进度：1 / 3' });
    expect(progress.getAttribute('value')).toBe('1');
    const link = screen.getByRole('link', { name: '继续走访' });
    expect(link.getAttribute('href')).toBe('/round/c1~g1~b1');
  });

  it('lists whom to see, the longest overdue first, with how late', async () => {
    await today('liaison', building, [
      watched('今天的', first, 23),
      watched('逾期的', second, 31),
      watched('看过的', third, 1),
    ]);
    const care = await section('该看望的人');
    const links = care.getAllByRole('link').map((link) => link.textContent);
    expect(links).toHaveLength(2);
    expect(links[0]).toContain('102 逾期的');
    expect(links[0]).toContain('逾期 3 小时');
    expect(links[1]).toContain('今天的');
  });

  it('begins a visit with one tap and goes on with the same one on the next', async () => {
    const { store, address } = await today('liaison', building, [watched('郭长生', third, 31)]);
    await userEvent.click(await screen.findByRole('button', { name: '看望郭长生' }));
    await waitFor(() => expect(address()).toMatch(/^\/visit\//));
    const drafts = await store.find('visits', { where: { draft: 1 } });
    expect(drafts).toMatchObject([{ place: third, startedAt: now, finishedAt: 0, draft: 1 }]);
    expect(address()).toBe(`/visit/${drafts[0]?.id}`);
  });

  it('offers the half-filled visit again instead of a second one', async () => {
    const guo = watched('郭长生', third, 31);
    const { store, address } = await today('liaison', building, [guo]);
    const draft = await store.create(
      'visits',
      { kind: 'watch', place: third, person: guo.record.id, startedAt: now, finishedAt: 0 },
      { draft: true },
    );
    const begun = await section('填到一半');
    expect(begun.getByRole('link').getAttribute('href')).toBe(`/visit/${draft.id}`);
    await userEvent.click(screen.getByRole('button', { name: '接着填郭长生的走访' }));
    await waitFor(() => expect(address()).toBe(`/visit/${draft.id}`));
    expect(await store.find('visits', { where: { draft: 1 } })).toHaveLength(1);
  });

  it('shows the head what is to be sorted and only those long overdue, and no round', async () => {
    await today('head', 'c1/g1', [
      need('水管漏水'),
      need('办好的', [{ ...assigned, step: 'declined' }]),
      watched('刚逾期', first, 31),
      watched('很久了', second, 60),
    ]);
    const waiting = await section('等我处理');
    expect(waiting.getByRole('link').textContent).toContain('水管漏水');
    const care = await section('该看望的人');
    expect(care.queryByText(/刚逾期/)).toBeNull();
    expect(care.getByText(/很久了/)).toBeTruthy();
    expect(screen.queryByText(/继续走访|开始走访/)).toBeNull();
  });

  it('shows a volunteer whom he looks in on and what was given to him', async () => {
    await today('volunteer', 'c1', [
      watched('我看望的', first, 31, [me]),
      watched('别人看望的', second, 31, ['0193c1f0-0000-7000-8000-0000000000cc']),
      need('陪同就医', [assigned]),
      need('不是我的'),
    ]);
    const care = await section('该看望的人');
    expect(care.getAllByRole('link')).toHaveLength(1);
    const waiting = await section('等我处理');
    expect(waiting.getAllByRole('link')).toHaveLength(1);
    expect(waiting.getByText(/派给您/)).toBeTruthy();
  });

  it('puts an open alarm above everything', async () => {
    await today('liaison', building, [
      watched('郭长生', third, 31),
      received(
        'visits',
        { kind: 'alarm', place: third, startedAt: now - hour, finishedAt: now - hour },
        now,
      ),
    ]);
    await section('紧急情况');
    const names = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
    expect(names[0]).toBe('紧急情况');
    expect(screen.getByText('1 小时前报警 · 还没有人去')).toBeTruthy();
  });

  it('counts for the head what waits for review, and not for the liaison', async () => {
    const conflict = received('notices', { kind: 'conflict', place: building }, now);
    const head = await today('head', 'c1/g1', [conflict]);
    expect((await screen.findByRole('link', { name: /1 处要复核/ })).getAttribute('href')).toBe(
      '/review',
    );
    head.unmount();
    await today('liaison', building, [conflict]);
    await screen.findByText('开始走访');
    expect(screen.queryByText(/复核/)).toBeNull();
  });

  it('is calm when there is nothing, and says what one could do', async () => {
    await today('volunteer', 'c1');
    await screen.findByText('今天没有待办');
    expect(screen.getByRole('link', { name: '看守望名单' }).getAttribute('href')).toBe('/watch');
  });
});
