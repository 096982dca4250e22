import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { received, screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { AlarmDetailScreen } from './alarm-detail-screen.tsx';
import { AlarmScreen } from './alarm-screen.tsx';

const now = Date.parse('2026-11-21T10:32:00+08:00');
const door = 'c1/g1/b1/h0604';
const liaison: readonly Grant[] = [{ role: 'liaison', place: 'c1/g1/b1' }];

const guo = received(
  'people',
  { kind: 'resident', place: door, name: '郭长生', emergencyContact: '郭小红 13900001234' },
  now - 1,
);
const head = received(
  'posts',
  {
    kind: 'duty',
    place: 'c1/g1',
    person: '0193c1f0-0000-7000-8000-0000000000bb',
    role: 'head',
    from: 0,
    name: '沈兴旺',
    phone: '15800006567',
  },
  now - 1,
);
const building = received(
  'places',
  { kind: 'building', place: 'c1/g1/b1', name: '3号楼2单元' },
  now - 1,
);
const records = [guo, head, building];
const about = `place=${door.replaceAll('/', '~')}&person=${guo.record.id}`;
const alarmBy = (by: string, fields: object = {}) =>
  received(
    'visits',
    {
      kind: 'alarm',
      place: door,
      person: guo.record.id,
      startedAt: now - 120_000,
      finishedAt: now - 120_000,
      visitorName: '孔子轩',
      createdBy: by,
      ...fields,
    },
    now - 60_000,
  );

describe('raising an alarm', () => {
  const raise = (grants = liaison) =>
    screenOnDevice(<AlarmScreen />, {
      grants,
      records,
      now,
      route: '/alarm',
      address: `/alarm?${about}`,
    });

  it('stores nothing until it is confirmed', async () => {
    const { store } = await raise();
    await screen.findByText('郭长生');
    expect(await store.find('visits')).toEqual([]);
  });

  it('is one tap, stored at once and sent at once', async () => {
    const { store, address, syncs } = await raise();
    await userEvent.click(await screen.findByRole('button', { name: '立即报警' }));
    await waitFor(() => expect(address()).toMatch(/^\/alarms\//));
    const [alarm] = await store.find('visits');
    expect(alarm).toMatchObject({
      kind: 'alarm',
      place: door,
      person: guo.record.id,
      startedAt: now,
    });
    expect(alarm?.unsentSince).toBeGreaterThan(0);
    expect(syncs()).toBe(1);
  });

  it('is raised once, however often a frightened hand taps', async () => {
    const { store, address } = await raise();
    const button = await screen.findByRole('button', { name: '立即报警' });
    fireEvent.click(button);
    fireEvent.click(button);
    await waitFor(() => expect(address()).toMatch(/^\/alarms\//));
    expect(await store.find('visits')).toHaveLength(1);
  });

  it('takes what happened along when that is what was tapped', async () => {
    const { store } = await raise();
    await userEvent.click(await screen.findByRole('button', { name: /摔倒了/ }));
    await waitFor(async () => expect((await store.find('visits'))[0]?.reason).toBe('fall'));
  });

  it('leads to the telephone whoever may not raise one here', async () => {
    await raise([{ role: 'liaison', place: 'c1/g1/b9' }]);
    const call = await screen.findByRole('link', { name: /急救/ });
    expect(call.getAttribute('href')).toBe('tel:120');
    expect(screen.queryByRole('button', { name: '立即报警' })).toBeNull();
  });
});

describe('an alarm', () => {
  const open = (alarm: ReturnType<typeof alarmBy>, grants = liaison) =>
    screenOnDevice(<AlarmDetailScreen />, {
      grants,
      records: [...records, alarm],
      now,
      route: '/alarms/$id',
      address: `/alarms/${alarm.record.id}`,
    });

  it('says whom to telephone in order, each as a link that dials', async () => {
    await open(alarmBy('x', { reason: 'fall' }));
    await screen.findByText('沈兴旺');
    const list = (await screen.findByText('按顺序打电话')).closest('section');
    const links = within(list as HTMLElement).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'tel:120',
      'tel:13900001234',
      'tel:15800006567',
    ]);
  });

  it('tells the truth about whether it has arrived', async () => {
    const sent = await open(alarmBy('x'));
    await screen.findByText(/已送达服务中心 · 10:31/);
    sent.unmount();
    const mine = alarmBy('x', { receivedAt: 0, version: 0 });
    await open(mine);
    await screen.findByText('还在这部手机上，待上传');
    expect(screen.queryByText(/已送达/)).toBeNull();
  });

  it('is taken up and ended with a word, under the name of who did', async () => {
    const alarm = alarmBy('x');
    const { store } = await open(alarm);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '我去处理' }));
    await screen.findByText('您去处理');
    await user.click(screen.getByRole('button', { name: '处理好了' }));
    await user.type(await screen.findByLabelText('处理结果'), '已送医院');
    await user.click(screen.getByRole('button', { name: '结束这次报警' }));
    await screen.findByText('已结束');
    const acks = (await store.get('visits', alarm.record.id))?.acks ?? [];
    expect(acks).toMatchObject([
      { byName: '李芳' },
      { byName: '李芳', closes: true, note: '已送医院' },
    ]);
    expect(screen.queryByRole('button', { name: '我去处理' })).toBeNull();
  });

  it('learns afterwards what happened, though a visit is written once', async () => {
    const alarm = alarmBy('x');
    const { store } = await open(alarm);
    await userEvent.click(await screen.findByRole('button', { name: '燃气泄漏' }));
    await screen.findByRole('heading', { level: 1, name: '燃气泄漏' });
    const kept = await store.get('visits', alarm.record.id);
    expect(kept?.reason).toBeUndefined();
    expect(kept?.acks).toMatchObject([{ reason: 'gas' }]);
    expect(screen.getAllByRole('link', { name: /119/ })[0]?.getAttribute('href')).toBe('tel:119');
  });

  it('offers nothing to press to whoever may only read it', async () => {
    await open(alarmBy('x'), [{ role: 'committee', place: 'c1' }]);
    await screen.findByText('郭长生');
    expect(screen.queryByRole('button', { name: '我去处理' })).toBeNull();
  });
});

describe('the banner', () => {
  const drawBanner = (known: readonly ReturnType<typeof alarmBy>[], address = '/') =>
    screenOnDevice(<AlarmBanner />, {
      grants: liaison,
      records: [...records, ...known],
      now,
      route: '/needs',
      address: address === '/' ? '/needs' : address,
    });

  it('shows what is open and leads there, and nothing once it is over', async () => {
    const alarm = alarmBy('x', { reason: 'fire' });
    const { store } = await drawBanner([alarm]);
    const link = await screen.findByRole('link', { name: /3号楼2单元 604 郭长生 着火了/ });
    expect(link.getAttribute('href')).toBe(`/alarms/${alarm.record.id}`);
    await store.addTo('visits', alarm.record.id, 'acks', { closes: true });
    await waitFor(() => expect(screen.queryByRole('link')).toBeNull());
  });

  it('announces once what comes in while the page is open, and not what was there', async () => {
    const { sync } = await drawBanner([alarmBy('x')]);
    await screen.findByRole('link');
    expect(screen.getByRole('alert').textContent).toBe('');
    const later = alarmBy('y', { reason: 'ill', startedAt: now });
    await sync.takePage({ copies: [later], gone: [] }, null);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('突然生病'));
    await screen.findByText('2 起紧急情况');
  });

  it('does not announce to me what I raised myself', async () => {
    const { store } = await drawBanner([]);
    await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy());
    await store.create('visits', { kind: 'alarm', place: door, startedAt: now, finishedAt: now });
    await screen.findByRole('link');
    expect(screen.getByRole('alert').textContent).toBe('');
  });
});
