import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { DoorScreen } from './door-screen.tsx';
import { RestingBar } from './resting-bar.tsx';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const building = 'c1/g1/b1';
const at = (door: string) => `${building}/h0${door}`;
const places = [
  received('places', { kind: 'building', place: building, name: '3号楼2单元' }, 1),
  ...['302', '301'].map((name) =>
    received('places', { kind: 'household', place: at(name), name }, 1),
  ),
];
const wang = received(
  'people',
  {
    kind: 'resident',
    place: at('302'),
    name: '王桂英',
    birthDate: '1944-03-01',
    phone: '13100003679',
    livesAlone: true,
    remark: '听力不好，敲门要久一点',
    grade: 'high',
    watchedSince: now - 40 * hour,
    watchers: [me],
    involves: [me],
  },
  1,
);
const neighbour = received('people', { kind: 'resident', place: at('301'), name: '胡军' }, 1);

const door = (
  records: readonly Received[] = [],
  grants: readonly Grant[] = [{ role: 'liaison', place: building }],
  more: { readonly slow?: 'visits' } = {},
) =>
  screenOnDevice(
    <>
      <DoorScreen />
      <RestingBar />
    </>,
    {
      person: me,
      grants,
      records: [...places, wang, neighbour, ...records],
      now,
      route: '/door/$place',
      address: '/door/c1~g1~b1~h0302',
      ...more,
    },
  );
const button = (name: string) => screen.findByRole('button', { name });

describe('a door', () => {
  it('tells who lives there and what to know before knocking', async () => {
    await door();
    await screen.findByRole('heading', { level: 1, name: '302 王桂英' });
    await screen.findByText('听力不好，敲门要久一点');
    expect(screen.getByText('82 岁 · 独居')).toBeTruthy();
    expect(screen.getByText('重点 · 每日')).toBeTruthy();
    expect(screen.getByText('逾期 12 小时')).toBeTruthy();
    expect(screen.getByRole('link', { name: /打电话/ }).getAttribute('href')).toBe(
      'tel:13100003679',
    );
  });

  it('shows no button that becomes another under a quick thumb, and calls nobody late too soon', async () => {
    const seen = now - 2 * hour;
    const times = { startedAt: seen, finishedAt: seen };
    const met = {
      kind: 'watch',
      place: at('302'),
      person: wang.record.id,
      outcome: 'met',
    } as const;
    const { arrive } = await door([received('visits', { ...met, ...times }, seen)], undefined, {
      slow: 'visits',
    });
    await screen.findByRole('heading', { level: 1, name: '302 王桂英' });
    await screen.findByText('听力不好，敲门要久一点');
    expect(screen.queryByRole('button', { name: /记录走访|不在家/ })).toBeNull();
    expect(screen.queryByText(/逾期/)).toBeNull();
    arrive();
    await button('再记一次');
  });

  it('records nobody in with one tap, and leads on', async () => {
    const { store } = await door();
    await userEvent.click(await button('不在家'));
    await button('下一户：301 胡军');
    await screen.findByText('302 已记「未遇」');
    const [visit] = await store.find('visits', { where: { draft: 1 } });
    expect(visit).toMatchObject({
      kind: 'round',
      place: at('302'),
      person: wang.record.id,
      outcome: 'notIn',
      finishedAt: now,
      visitorName: '李芳',
    });
  });

  it('takes that back while it rests', async () => {
    const { store } = await door();
    await userEvent.click(await button('不在家'));
    await userEvent.click(await button('撤销'));
    await button('记录走访');
    await waitFor(async () =>
      expect(await store.find('visits', { where: { draft: 1 } })).toEqual([]),
    );
  });

  it('does nothing on a second tap in the same place', async () => {
    const { store } = await door();
    const notIn = await button('不在家');
    fireEvent.click(notIn);
    fireEvent.click(notIn);
    const after = await button('未遇');
    expect(after.getAttribute('disabled')).not.toBeNull();
    expect(await store.find('visits', { where: { draft: 1 } })).toHaveLength(1);
  });

  it('finishes what rests when the app goes out of sight', async () => {
    const { store } = await door();
    await userEvent.click(await button('不在家'));
    await screen.findByText('302 已记「未遇」');
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(async () => expect(await firstValueFrom(store.unsent())).toHaveLength(1));
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
  });

  it('goes on with the visit that was half filled here', async () => {
    const { store, address } = await door();
    const draft = await store.create(
      'visits',
      { kind: 'round', place: at('302'), startedAt: now, finishedAt: 0, note: '在填' },
      { draft: true },
    );
    await userEvent.click(await button('接着填'));
    await waitFor(() => expect(address()).toBe(`/visit/${draft.id}`));
  });

  it('begins a visit to the one who is watched', async () => {
    const { store, address } = await door();
    await userEvent.click(await button('记录走访'));
    await waitFor(() => expect(address()).toMatch(/^\/visit\//));
    const [visit] = await store.find('visits', { where: { draft: 1 } });
    expect(visit).toMatchObject({ person: wang.record.id, kind: 'round', finishedAt: 0 });
  });

  it('knows its open needs, half-filled ones and the alarm that nobody ended', async () => {
    const need = {
      kind: 'need' as const,
      place: at('302'),
      category: 'repair' as const,
      urgency: 'urgent' as const,
      what: '水管漏水',
      consent: true,
      source: 'door' as const,
    };
    const submitted = {
      id: crypto.randomUUID(),
      step: 'submitted' as const,
      at: now - hour,
      by: 'p',
    };
    const alarm = received(
      'visits',
      { kind: 'alarm', place: at('302'), startedAt: now - hour, finishedAt: now - hour },
      now - hour,
    );
    const { store } = await door([
      received('needs', { ...need, steps: [submitted] }, now - hour),
      alarm,
    ]);
    await store.create('needs', { ...need, what: '换灯泡', steps: [] }, { draft: true });
    expect((await screen.findByRole('link', { name: /水管漏水/ })).getAttribute('href')).toMatch(
      /^\/needs\//,
    );
    expect((await screen.findByRole('link', { name: /换灯泡/ })).getAttribute('href')).toMatch(
      /^\/raise\?draft=/,
    );
    await screen.findByRole('link', { name: /紧急情况还没解除.*还没有人去/ });
  });

  it('is for a volunteer the watched person, without the round', async () => {
    await door([], [{ role: 'volunteer', place: 'c1/g1' }]);
    await screen.findByRole('heading', { level: 1, name: '302 王桂英' });
    await button('记录走访');
    expect(screen.queryByText(/下一户/)).toBeNull();
  });

  it('says so when the household is not on this device', async () => {
    await screenOnDevice(<DoorScreen />, {
      person: me,
      grants: [{ role: 'liaison', place: building }],
      now,
      route: '/door/$place',
      address: '/door/c1~g1~b1~h0999',
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: '这一户不在这部手机上' }),
    ).toBeTruthy();
  });
});
