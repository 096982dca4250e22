import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { RoundPickScreen } from './round-pick-screen.tsx';
import { RoundScreen } from './round-screen.tsx';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const building = 'c1/g1/b1';
const at = (door: string) => `${building}/h0${door}`;
const doors = ['301', '302', '201', '202', '101', '102'];
const places = [
  received('places', { kind: 'building', place: building, name: '3号楼2单元' }, 1),
  ...doors.map((name) => received('places', { kind: 'household', place: at(name), name }, 1)),
];
const lives = (door: string, name: string, more: object = {}): Received =>
  received('people', { kind: 'resident', place: at(door), name, ...more }, 1);
const people = [
  lives('301', '胡军'),
  lives('302', '王桂英', { grade: 'high', watchedSince: now - 40 * hour }),
  lives('201', '司马静'),
  lives('102', '谢明', { grade: 'low', watchedSince: now }),
];
const visited = (door: string, outcome: 'met' | 'notIn', more: object = {}): Received =>
  received(
    'visits',
    {
      kind: 'round',
      place: at(door),
      startedAt: now - hour,
      finishedAt: now - hour,
      outcome,
      createdBy: me,
      ...more,
    },
    now - hour,
  );

const round = (records: readonly Received[] = [], address = '/round/c1~g1~b1') =>
  screenOnDevice(<RoundScreen />, {
    person: me,
    grants: [{ role: 'liaison', place: building }],
    records: [...places, ...people, ...records],
    now,
    route: '/round/$place',
    address,
  });
const tile = (name: string) => screen.findByRole('link', { name });

describe('the building on a round', () => {
  it('says of each door who lives there and how it stands', async () => {
    const alarm = { kind: 'alarm', outcome: undefined };
    await round([
      visited('301', 'met'),
      visited('201', 'notIn'),
      visited('101', 'met', { ...alarm, outcome: 'met' }),
    ]);
    await tile('302 王桂英 重点 未访 逾期');
    await tile('301 胡军 已访');
    await tile('201 司马静 未遇');
    await tile('102 谢明 重点 未访');
    await tile('101 未访 警报');
    expect(screen.getByText('司马')).toBeTruthy();
  });

  it('counts the homes that are done', async () => {
    await round([visited('301', 'met'), visited('201', 'notIn')]);
    const bar = await screen.findByRole('progressbar', { name: '已走 1 户，共 6 户' });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['1', '6']);
    await screen.findByRole('heading', { level: 1, name: '3号楼2单元' });
  });

  it('leads on from the last knock, first of all to a visit that is half filled', async () => {
    const { store } = await round([visited('302', 'met')]);
    expect(
      (await screen.findByRole('link', { name: '下一户：201 司马静' })).getAttribute('href'),
    ).toBe('/door/c1~g1~b1~h0201');
    await store.create(
      'visits',
      { kind: 'round', place: at('102'), startedAt: now, finishedAt: 0, note: '在填' },
      { draft: true },
    );
    await screen.findByRole('link', { name: '接着填：102 谢明' });
    await tile('102 谢明 重点 未访 草稿');
  });

  it('shows with a filter only what is looked for, and keeps the filter in the address', async () => {
    const { address } = await round([visited('301', 'met')]);
    await userEvent.click(await screen.findByRole('radio', { name: /^重点 ?2$/ }));
    await waitFor(() => expect(screen.queryByRole('link', { name: '301 胡军 已访' })).toBeNull());
    await tile('302 王桂英 重点 未访 逾期');
    expect(address()).toBe('/round/c1~g1~b1?show=watched');
    expect(screen.queryByRole('rowheader', { name: '2 楼' })).toBeNull();
  });

  it('is reached as one by Tab and walked with the arrow keys', async () => {
    await round();
    const first = await tile('301 胡军 未访');
    await waitFor(() => expect(first.tabIndex).toBe(0));
    const links = within(screen.getByRole('grid')).getAllByRole('link');
    expect(links.filter((link) => link.tabIndex === 0)).toEqual([first]);
    first.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    const second = await tile('202 未访');
    expect(document.activeElement).toBe(second);
    expect(second.tabIndex).toBe(0);
    expect(first.tabIndex).toBe(-1);
  });

  it('says when every home is done', async () => {
    await round(doors.map((door) => visited(door, 'met')));
    await screen.findByText('6 户都走到了，辛苦了！');
    expect(screen.queryByRole('link', { name: /下一户/ })).toBeNull();
  });

  it('is not for somebody whose post lies elsewhere', async () => {
    await screenOnDevice(<RoundScreen />, {
      person: me,
      grants: [{ role: 'volunteer', place: building }],
      records: places,
      now,
      route: '/round/$place',
      address: '/round/c1~g1~b1',
    });
    expect(await screen.findByText('您的岗位看不到这里')).toBeTruthy();
  });
});

describe('which building', () => {
  const pick = (grants: readonly Grant[], records: readonly Received[] = places) =>
    screenOnDevice(<RoundPickScreen />, { person: me, grants, records, now, route: '/round' });
  const second = [
    ...places,
    received('places', { kind: 'building', place: 'c1/g1/b2', name: '10号楼1单元' }, 1),
    received('places', { kind: 'household', place: 'c1/g1/b2/h0101', name: '101' }, 1),
    visited('301', 'met'),
  ];

  it('is no question where there is only one', async () => {
    const { address } = await pick([{ role: 'liaison', place: building }]);
    await waitFor(() => expect(address()).toBe('/round/c1~g1~b1'));
  });

  it('is asked with the progress of each, the last one first', async () => {
    const { store } = await pick([{ role: 'head', place: 'c1/g1' }], second);
    await screen.findByRole('progressbar', { name: '已走 1 户，共 6 户' });
    const links = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links()).toEqual(['/round/c1~g1~b1', '/round/c1~g1~b2']);
    await store.memory('round.building').set('c1/g1/b2');
    await screen.findByRole('heading', { name: '上次走到这里' });
    expect(links()).toEqual(['/round/c1~g1~b2', '/round/c1~g1~b1']);
  });

  it('is nothing for a volunteer', async () => {
    await pick([{ role: 'volunteer', place: 'c1/g1' }]);
    expect(await screen.findByText('您的岗位看不到这里')).toBeTruthy();
  });
});
