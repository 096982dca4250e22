import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { building, day, grid, hour, minute, now, wang } from '../../../tests/support/first-grid.ts';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import type { Notice } from '../../domain/notices.ts';
import { DevicesScreen } from './devices-screen.tsx';
import { LeftBehindBar } from './left-behind-bar.tsx';

const me = '0193c1f0-0000-7000-8000-00000000000a';

const device = (fields: Partial<Notice>): Received =>
  received(
    'notices',
    {
      kind: 'device',
      place: building,
      title: '王丽娟',
      person: wang,
      deviceName: '红米 Note 12',
      heardAt: now - minute,
      waiting: 0,
      ...fields,
    },
    now - 30 * day,
  );

const devices = (
  given: readonly Received[],
  address = '/devices',
  grant: Grant = { role: 'head', place: grid },
) =>
  screenOnDevice(<DevicesScreen />, {
    person: me,
    grants: [grant],
    records: given,
    now,
    route: '/devices/{-$id}',
    address,
  });

const row = async (name: RegExp) => (await screen.findByRole('link', { name })).textContent;

describe('the list of devices', () => {
  it('says in plain words how things stand with each', async () => {
    await devices([
      device({ title: '在线的人' }),
      device({ title: '刚才的人', heardAt: now - 2 * hour }),
      device({ title: '沉默的人', heardAt: now - 3 * day, waiting: 3 }),
      device({ title: '丢手机的人', ended: { how: 'lost', at: now - hour, by: me, byName: '陈' } }),
      device({
        title: '清空的人',
        ended: { how: 'lost', at: now - hour, by: me, byName: '陈', wipedAt: now },
      }),
      device({ title: '退回的人', ended: { how: 'returned', at: now, by: me, byName: '陈' } }),
    ]);
    expect(await row(/在线的人/)).toContain('在线');
    expect(await row(/刚才的人/)).toContain('今天 08:32 联系过');
    expect(await row(/沉默的人/)).toMatch(/3 天没联系.*3 条没上传/);
    expect(await row(/丢手机的人/)).toContain('已停用，还没清空');
    expect(await row(/清空的人/)).toContain('已停用，已清空');
    expect(await row(/退回的人/)).toContain('等它上传后清空');
  });

  it('of somebody without such duties is of his own alone, with nothing to choose from', async () => {
    await devices([device({ person: me, title: '我' })], '/devices', {
      role: 'volunteer',
      place: grid,
    });
    await screen.findByRole('heading', { name: /我的设备/ });
    expect(screen.queryByRole('radiogroup')).toBeNull();
    expect(await row(/红米 Note 12/)).toContain('在线');
  });
});

describe('one device', () => {
  it('that was lost says what never arrived, as far as anybody knows', async () => {
    const lost = device({
      waiting: 3,
      heardAt: now - 2 * day,
      ended: { how: 'lost', at: now - hour, by: me, byName: '陈建国' },
    });
    await devices([lost], `/devices/${lost.record.id}`);
    await screen.findByText('最后一次联系时，上面还有 3 条没上传，没有到服务中心。');
    expect(screen.getByText('今天 09:32 陈建国报告丢失')).toBeTruthy();
    expect(screen.getByText('它还没有联系过，里面的内容还在')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '停用这台设备' })).toBeNull();
  });

  it('can be ended by whoever may, who first says why and hears what follows', async () => {
    const phone = device({ waiting: 2 });
    await devices([phone], `/devices/${phone.record.id}`);
    await userEvent.click(await screen.findByRole('button', { name: '停用这台设备' }));
    const sheet = within(await screen.findByRole('dialog'));
    await userEvent.click(sheet.getByRole('button', { name: '停用' }));
    expect(sheet.getByRole('alert').textContent).toBe('请先选一个原因');
    await userEvent.click(sheet.getByRole('radio', { name: '丢了，或被偷了' }));
    expect(sheet.getByText(/2 条没上传，停用后就没有了/)).toBeTruthy();
    await userEvent.click(sheet.getByRole('radio', { name: '不用了，要退回' }));
    expect(sheet.queryByText(/2 条没上传，停用后就没有了/)).toBeNull();
    expect(sheet.getByText(/先传上来，然后自动清空/)).toBeTruthy();
  });

  it('that is silent is not said to have uploaded everything: nobody knows what was written since', async () => {
    const silent = device({ heardAt: now - 3 * day });
    await devices([silent], `/devices/${silent.record.id}`);
    await screen.findByText('上次联系时都已上传');
    expect(screen.queryByText('都已上传')).toBeNull();
  });

  it('of somebody as strong cannot be ended', async () => {
    const admin = device({});
    const post = received(
      'posts',
      { kind: 'duty', place: 'c1', person: wang, role: 'admin', from: 1, name: '王丽娟' },
      1,
    );
    await devices([admin, post], `/devices/${admin.record.id}`);
    await screen.findByText('都已上传');
    expect(screen.queryByRole('button', { name: '停用这台设备' })).toBeNull();
  });
});

describe('work left behind on another device', () => {
  const inHand = device({ id: 'd1', person: me, createdAt: now - hour });
  const bar = (given: readonly Received[]) =>
    screenOnDevice(<LeftBehindBar />, {
      person: me,
      grants: [{ role: 'liaison', place: building }],
      records: given,
      now,
    });

  it('is told to its holder on the new one, once', async () => {
    const old = device({ person: me, waiting: 3, heardAt: now - 2 * day });
    await bar([inHand, old]);
    await screen.findByText(/11月19日 10:32 联系时，您的红米 Note 12里还有 3 条没上传/);
    expect(screen.getByRole('link', { name: '去看看' }).getAttribute('href')).toBe(
      `/devices/${old.record.id}`,
    );
    await userEvent.click(screen.getByRole('button', { name: '知道了' }));
    await waitFor(() => expect(screen.queryByText(/没上传/)).toBeNull());
  });

  it('is no news where the other device is in use as well, is another’s, or has nothing', async () => {
    await bar([
      inHand,
      device({ person: me, waiting: 3, heardAt: now }),
      device({ waiting: 3, heardAt: now - 2 * day }),
      device({ person: me, waiting: 0, heardAt: now - 2 * day }),
    ]);
    expect(screen.queryByText(/没上传/)).toBeNull();
  });
});
