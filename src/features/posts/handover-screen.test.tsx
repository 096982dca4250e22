import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  building as place,
  firstGrid,
  grid,
  hour,
  now,
  wang,
} from '../../../tests/support/first-grid.ts';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { HandedDevice } from '../../domain/device-notice.ts';
import type { Need } from '../../domain/needs.ts';
import { HandoverScreen } from './handover-screen.tsx';

const zhou = '0193c1f0-0000-7000-8000-0000000000b3';
const postId = '0193c1f0-0000-7000-8000-0000000000c1';

const post = (fields: object = {}): Received =>
  received(
    'posts',
    {
      id: postId,
      kind: 'duty',
      place,
      person: wang,
      role: 'liaison',
      from: 1,
      name: '王丽娟',
      ...fields,
    },
    1,
  );
const base = [
  ...firstGrid,
  received('people', { id: wang, kind: 'resident', place: `${place}/h101`, name: '王丽娟' }, 1),
  received(
    'people',
    { id: zhou, kind: 'resident', place: `${place}/h102`, name: '周敏', phone: '137' },
    1,
  ),
];
const watched = (name: string): Received =>
  received(
    'people',
    { kind: 'resident', place: `${place}/h201`, name, grade: 'high', watchers: [wang] },
    1,
  );
const assigned = (what: string): Received => {
  const step = (fields: Partial<Need['steps'][number]>, at: number) => ({
    id: `0193c1f0-0000-7000-8000-00000000${what.length}f${at}`.slice(0, 36),
    at,
    by: 'head',
    ...fields,
  });
  return received(
    'needs',
    {
      kind: 'need',
      place: `${place}/h201`,
      category: 'errand',
      urgency: 'normal',
      what,
      consent: true,
      source: 'door',
      steps: [
        step({ step: 'submitted' }, 1),
        step({ step: 'assigned', assignee: wang }, 2),
      ] as Need['steps'],
    },
    1,
  );
};
const receipt = (devices: readonly HandedDevice[], fields: object = {}): Received =>
  received(
    'notices',
    {
      id: postId,
      kind: 'handover',
      place,
      title: '王丽娟',
      person: wang,
      endsAt: now - hour,
      devices: [...devices],
      ...fields,
    },
    now - hour,
  );
const phone: HandedDevice = { id: 'd', name: '红米', heardAt: now - 2 * hour, unsent: 3 };

const open = (given: readonly Received[]) =>
  screenOnDevice(<HandoverScreen />, {
    grants: [{ role: 'head', place: grid }],
    records: [...base, ...given],
    now,
    route: '/handover/$id',
    address: `/handover/${postId}`,
  });

// A list of choices watches its own size; here nothing has one.
beforeAll(() => {
  const nothing = () => undefined;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = nothing;
      unobserve = nothing;
      disconnect = nothing;
    },
  );
});

async function chooseZhou() {
  await userEvent.type(await screen.findByRole('combobox', { name: '接手的人' }), '周敏');
  await userEvent.click(await screen.findByRole('option', { name: /周敏/ }));
}
async function confirm(name: string) {
  await userEvent.click(screen.getByRole('button', { name }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name }));
}

describe('handing a post over', () => {
  it('gives the post, the needs and those looked in on to the successor, and ends it last', async () => {
    const [tea, milk] = [watched('何秀兰'), watched('许桂芳')];
    const need = assigned('修灯');
    const { store } = await open([post(), tea, milk, need]);
    await chooseZhou();
    await screen.findByText('修灯');
    await userEvent.click(screen.getByRole('checkbox', { name: /许桂芳/ }));
    await confirm('交接');
    await waitFor(async () => expect((await store.get('posts', postId))?.until).toBe(now));
    const [next] = await store.find('posts', { where: { follows: postId } });
    expect(next).toMatchObject({
      person: zhou,
      name: '周敏',
      phone: '137',
      role: 'liaison',
      place,
    });
    expect((await store.get('people', tea.record.id))?.watchers).toEqual([zhou]);
    expect((await store.get('people', milk.record.id))?.watchers).toEqual([wang]);
    const steps = (await store.get('needs', need.record.id))?.steps ?? [];
    expect(steps.at(-1)).toMatchObject({ step: 'assigned', assignee: zhou, assigneeName: '周敏' });
  });

  it('to somebody new makes her record first', async () => {
    const { store } = await open([post()]);
    await userEvent.click(await screen.findByRole('radio', { name: '新来的人' }));
    await userEvent.click(screen.getByRole('button', { name: '交接' }));
    expect(screen.getByRole('alert').textContent).toBe('请写接手的人的姓名');
    await userEvent.type(screen.getByLabelText('姓名'), '新来的小周');
    await confirm('交接');
    await waitFor(async () => expect((await store.get('posts', postId))?.until).toBe(now));
    const [next] = await store.find('posts', { where: { follows: postId } });
    expect(await store.get('people', next?.person ?? '')).toMatchObject({
      name: '新来的小周',
      place,
    });
  });

  it('to nobody yet only ends it, and says what stays', async () => {
    const need = assigned('修灯');
    const { store } = await open([post(), need]);
    await userEvent.click(await screen.findByRole('radio', { name: '先空着' }));
    await screen.findByText('还会派在王丽娟名下，请另外派人。');
    await confirm('结束岗位');
    await waitFor(async () => expect((await store.get('posts', postId))?.until).toBe(now));
    expect(await store.find('posts', { where: { follows: postId } })).toEqual([]);
    expect((await store.get('needs', need.record.id))?.steps).toHaveLength(2);
  });

  it('is not for whoever may not appoint', async () => {
    await open([post({ role: 'head' })]);
    await screen.findByRole('heading', { name: '交接岗位' });
    expect(screen.queryByRole('button', { name: '交接' })).toBeNull();
  });
});

describe('the receipt of a handover', () => {
  const over = post({ until: now - hour });

  it('says what each device has still to hand in', async () => {
    await open([
      over,
      receipt([
        phone,
        { ...phone, id: 'e', name: '平板', unsent: 0 },
        { ...phone, id: 'f', name: '旧手机', ended: 'lost' },
        { ...phone, id: 'g', name: '备用机', ended: 'lost', unsent: 0 },
      ]),
    ]);
    await screen.findByText('还没交接完');
    expect(screen.getByRole('link', { name: /红米/ }).textContent).toContain('还有 3 条没上传');
    expect(screen.getByRole('link', { name: /平板/ }).textContent).toContain('结束以后还没联系过');
    expect(screen.getByRole('link', { name: /旧手机/ }).textContent).toContain('3 条没有传上来');
    expect(screen.getByRole('link', { name: /备用机/ }).textContent).toContain('时都已上传');
  });

  it('is complete with nothing unsent, and says so in so many words', async () => {
    const done = { ...phone, unsent: 0, heardAt: now };
    await open([over, receipt([done], { doneAt: now })]);
    expect(await screen.findByText('交接完成：0 条未上传')).toBeTruthy();
  });

  it('is over without what went down with a lost device', async () => {
    await open([over, receipt([{ ...phone, ended: 'lost' }], { doneAt: now })]);
    expect(await screen.findByText('交接结束：3 条随丢失的设备没有传上来')).toBeTruthy();
    expect(screen.getByText('请向王丽娟问清是哪些，重新登记。')).toBeTruthy();
  });

  it('shows what was left in his name, and passes it on', async () => {
    const need = assigned('修灯');
    const next = post({
      id: '0193c1f0-0000-7000-8000-0000000000c2',
      person: zhou,
      name: '周敏',
      follows: postId,
    });
    const { store } = await open([over, next, receipt([]), need]);
    await userEvent.click(await screen.findByRole('button', { name: '都交给周敏' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '都交给周敏' })).toBeNull());
    const steps = (await store.get('needs', need.record.id))?.steps ?? [];
    expect(steps.at(-1)).toMatchObject({ step: 'assigned', assignee: zhou });
  });
});
