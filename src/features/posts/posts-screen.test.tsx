import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { building, firstGrid, grid, now } from '../../../tests/support/first-grid.ts';
import { received, screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { PostsScreen } from './posts-screen.tsx';

const me = '0193c1f0-0000-7000-8000-00000000000a';
const since = Date.parse('2025-03-26T00:00:00+08:00');

const post = (name: string, role: 'admin' | 'head' | 'liaison', place: string, fields = {}) =>
  received('posts', { kind: 'duty', place, person: name, role, from: since, name, ...fields }, 1);
const liaison = post('李芳', 'liaison', building);
const records = [
  received('places', { kind: 'community', place: 'c1', name: '幸福里社区' }, 1),
  ...firstGrid,
  post('赵宇航', 'admin', 'c1'),
  post('沈兴旺', 'head', grid, { person: me }),
  liaison,
  received(
    'notices',
    {
      kind: 'handover',
      place: building,
      title: '王丽娟',
      endsAt: now - 2,
      doneAt: now - 1,
      devices: [{ id: 'd', name: '红米', heardAt: 1, unsent: 3, ended: 'lost' }],
    },
    now - 2,
  ),
];

const posts = () =>
  screenOnDevice(<PostsScreen />, {
    person: me,
    grants: [{ role: 'head', place: grid }],
    records,
    now,
    route: '/posts',
  });

describe('岗位', () => {
  it('says who holds what since when, and what a handover left behind', async () => {
    await posts();
    const row = await screen.findByRole('link', { name: /李芳/ });
    expect(row.textContent).toContain('联络员 · 2025年3月26日起');
    expect(screen.getByRole('link', { name: /王丽娟/ }).textContent).toContain('3 条没有传上来');
    expect(screen.queryByRole('link', { name: '交接或结束' })).toBeNull();
  });

  it('lists nothing but what can be handed over, once one wants to', async () => {
    await posts();
    await screen.findByRole('link', { name: /赵宇航/ });
    await userEvent.click(screen.getByRole('button', { name: '交接或结束…' }));
    const handOver = await screen.findByRole('link', { name: '交接或结束' });
    expect(handOver.getAttribute('href')).toBe(`/handover/${liaison.record.id}`);
    expect(screen.getAllByRole('link')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: '任命' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '办完了' }));
    await screen.findByRole('link', { name: /赵宇航/ });
  });
});
