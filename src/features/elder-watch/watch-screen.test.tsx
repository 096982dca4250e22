import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { isSettling } from '../../domain/visit-draft.ts';
import { WatchScreen } from './watch-screen.tsx';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const door = 'c1/g1/b1/h0604';
const head: Grant = { role: 'head', place: 'c1/g1' };

const places = [
  received('places', { kind: 'grid', place: 'c1/g1', name: '第一网格' }, 1),
  received('places', { kind: 'building', place: 'c1/g1/b1', name: '3号楼2单元' }, 1),
  received('places', { kind: 'building', place: 'c1/g1/b2', name: '4号楼1单元' }, 1),
];
const watched = (name: string, ago: number, fields: object = {}): Received =>
  received(
    'people',
    {
      kind: 'resident',
      place: door,
      name,
      grade: 'high',
      watchedSince: now - ago * hour,
      ...fields,
    },
    1,
  );
const visitTo = (who: Received, at: number, outcome: 'met' | 'notIn', fields: object = {}) =>
  received(
    'visits',
    {
      kind: 'watch',
      place: door,
      person: who.record.id,
      startedAt: at,
      finishedAt: at,
      outcome,
      visitorName: '孔子轩',
      ...fields,
    },
    at,
  );
const watch = (address: string, records: readonly Received[], grant: Grant = head) =>
  screenOnDevice(<WatchScreen />, {
    person: me,
    grants: [grant],
    records: [...places, ...records],
    now,
    route: '/watch/{-$person}',
    address,
  });
const rows = async () =>
  within(await screen.findByRole('list', { name: '守望名单，最急的在前' })).getAllByRole('link');

describe('the watch list', () => {
  const three = [
    watched('按时的', 2),
    watched('今天的', 23),
    watched('逾期的', 31, { place: 'c1/g1/b2/h0101' }),
  ];

  it('has the most urgent first, with the time left in words', async () => {
    await watch('/watch', three);
    const [late, today, fine] = (await rows()).map((row) => row.textContent);
    expect(late).toContain('逾期 3 小时');
    expect(late).toContain('4号楼1单元 101');
    expect(today).toContain('今天到期');
    expect(fine).toContain('还有 22 小时');
  });

  it('counts each standing, and keeps what was chosen in the address', async () => {
    const { address } = await watch('/watch', three);
    await userEvent.click(await screen.findByRole('radio', { name: /逾期\s*1/ }));
    await waitFor(() => expect(address()).toBe('/watch?show=overdue'));
    expect(await rows()).toHaveLength(1);
  });

  it('opens as the address says, for one building too', async () => {
    await watch('/watch?building=c1~g1~b2', three);
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(screen.getByRole('radio', { name: /全部\s*1/ })).toBeTruthy();
  });

  it('says so when nobody is overdue', async () => {
    await watch('/watch?show=overdue', [watched('按时的', 2)]);
    expect(await screen.findByText('没有人逾期')).toBeTruthy();
  });

  it('says so when nobody is watched, and to whom it is not shown', async () => {
    const empty = await watch('/watch', []);
    await screen.findByText('还没有要守望的人');
    empty.unmount();
    await watch('/watch', three, { role: 'committee', place: 'c1' });
    expect(await screen.findByText(/守望名单只给/)).toBeTruthy();
  });
});

describe('a watched person', () => {
  const guo = watched('郭长生', 31, {
    remark: '耳背，请大声',
    phone: '138 0000 1234',
    emergencyContact: '郭小红 13900001234',
  });

  it('is explained: how late, since when, by which rule, who has been told', async () => {
    await watch(`/watch/${guo.record.id}`, [guo, visitTo(guo, now - 60 * hour, 'met')]);
    await screen.findByRole('heading', { name: /逾期 1 天/ });
    const words = screen.getByText(/上次见到是/).textContent;
    expect(words).toContain('（孔子轩）');
    expect(words).toContain('每天一次，过了时间再宽限 4 小时');
    expect(words).toContain('已经提醒站长');
  });

  it('has what to mind and whom to telephone', async () => {
    await watch(`/watch/${guo.record.id}`, [guo]);
    await screen.findByText('耳背，请大声');
    const dials = screen
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'))
      .filter((href) => href?.startsWith('tel:'));
    expect(dials).toEqual(['tel:13800001234', 'tel:13900001234']);
  });

  it('has a month of visits as days and in a sentence', async () => {
    await watch(`/watch/${guo.record.id}`, [
      guo,
      visitTo(guo, now - 2 * day, 'met'),
      visitTo(guo, now - 3 * day, 'notIn'),
      visitTo(guo, now - 40 * day, 'met'),
    ]);
    await screen.findByText('见到 1 次，没见到 1 次。');
    const strip = screen.getByRole('list', { name: /近 30 天/ });
    expect(within(strip).getAllByRole('listitem')).toHaveLength(30);
    expect(within(strip).getByText('11月19日：见到')).toBeTruthy();
    expect(within(strip).getByText('11月21日：没有走访')).toBeTruthy();
  });

  it('is recorded as not in with one tap, which counts at once and can be undone', async () => {
    const { store } = await watch(`/watch/${guo.record.id}`, [guo]);
    await userEvent.click(await screen.findByRole('button', { name: '不在家' }));
    await screen.findByText('见到 0 次，没见到 1 次。');
    const [draft] = await store.find('visits', { where: { draft: 1 } });
    expect(draft).toMatchObject({ outcome: 'notIn', kind: 'watch', person: guo.record.id });
    expect(draft && isSettling(draft)).toBe(true);
    expect(screen.queryByRole('button', { name: '不在家' })).toBeNull();
  });

  it('leads on to a need and to an alarm about him, at his door', async () => {
    await watch(`/watch/${guo.record.id}`, [guo]);
    const about = `place=c1~g1~b1~h0604&person=${guo.record.id}`;
    const need = await screen.findByRole('link', { name: '登记需求' });
    expect(need.getAttribute('href')).toBe(`/raise?${about}`);
    const alarm = screen.getByRole('link', { name: '紧急情况' });
    expect(alarm.getAttribute('href')).toBe(`/alarm?${about}`);
  });

  it('is said to be gone when the device holds him no more', async () => {
    await watch('/watch/0193c1f0-0000-7000-8000-0000000000ff', []);
    expect(await screen.findByText('这个人不在这部手机上')).toBeTruthy();
  });
});
