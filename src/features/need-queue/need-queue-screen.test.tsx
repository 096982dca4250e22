import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { needStatusOf } from '../../domain/need-steps.ts';
import type { Need, NeedStep } from '../../domain/needs.ts';
import { NeedQueueScreen } from './need-queue-screen.tsx';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const helper = '0193c1f0-0000-7000-8000-00000000000b';
const door = 'c1/g1/b1/h0402';

const places = [
  received('places', { kind: 'grid', place: 'c1/g1', name: '第一网格' }, 1),
  received('places', { kind: 'building', place: 'c1/g1/b1', name: '5号楼1单元' }, 1),
];
const posts = [
  received(
    'posts',
    {
      kind: 'member',
      place: 'c1/g1/b1',
      person: helper,
      role: 'volunteer',
      from: 1,
      name: '陈国庆',
      skills: ['水电维修'],
    },
    1,
  ),
];

// jsdom lays nothing out and so cannot scroll.
Element.prototype.scrollIntoView = () => undefined;

let made = 0;
const step = (name: NeedStep['step'], at: number, more: Partial<NeedStep> = {}): NeedStep => {
  made += 1;
  const id = `0193c1f0-0000-7000-8000-1${String(made).padStart(11, '0')}`;
  return { id, step: name, at, by: 'somebody', receivedAt: at, ...more };
};

const need = (what: string, ago: number, fields: Partial<Need> = {}): Received => {
  const at = now - ago;
  return received(
    'needs',
    {
      kind: 'need',
      place: door,
      category: 'repair',
      urgency: 'normal',
      what,
      personName: '何秀兰',
      consent: true,
      source: 'door',
      steps: [step('submitted', at)],
      ...fields,
    },
    at,
  );
};

const queue = (
  role: Grant['role'],
  records: readonly Received[],
  address = '/needs',
  place = 'c1/g1',
) =>
  screenOnDevice(<NeedQueueScreen />, {
    person: me,
    grants: [{ role, place }],
    records: [...places, ...posts, ...records],
    now,
    route: '/needs/{-$id}',
    address,
  });

const titles = () =>
  within(screen.getByRole('list', { name: '需求列表' }))
    .getAllByRole('listitem')
    .map((row) => row.textContent ?? '');

const statusOf = async (store: Awaited<ReturnType<typeof queue>>['store'], { record }: Received) =>
  needStatusOf((await store.get('needs', record.id))?.steps ?? []);

describe('the queue', () => {
  it('counts its parts and orders by urgency and clock, with time left and place in words', async () => {
    await queue('head', [
      need('灯泡坏了。楼道很黑', 20 * minute),
      need('水管漏水', 55 * minute),
      need('煤气味', 5 * minute, { urgency: 'emergency', category: 'hazard' }),
      need('想学用手机', 3 * hour, { steps: [step('submitted', 1), step('triaged', 2)] }),
      need('办好了', hour, { steps: [step('submitted', 1), step('declined', 2)] }),
    ]);
    await screen.findByRole('radio', { name: /^待研判\s*3$/ });
    expect(screen.getByRole('radio', { name: /^待对接\s*1$/ })).toBeTruthy();
    expect(screen.getByRole('radio', { name: /^已结束\s*1$/ })).toBeTruthy();
    const [first, second, third] = titles();
    expect(first).toContain('安全隐患 · 煤气味');
    expect(first).toContain('应急');
    expect(second).toContain('水管漏水');
    expect(second).toContain('剩 1 小时 05 分');
    expect(third).toContain('维修 · 灯泡坏了');
    expect(third).toContain('5号楼1单元 402 · 何秀兰');
  });

  it('says that a clock is past, that a need was captured offline, and what is not uploaded', async () => {
    const captured = need('离线记的', 0, {
      createdAt: now - 5 * hour,
      receivedAt: now - 140 * minute,
    });
    const { store } = await queue('head', [captured]);
    await screen.findByText('超时 20 分钟');
    expect(screen.getByText('离线录入 今天 05:32，收到 08:12')).toBeTruthy();
    expect(screen.queryByText('待上传')).toBeNull();
    await store.edit('needs', captured.record.id, { what: '离线记的，改了' });
    await screen.findByText('待上传');
  });

  it('finds by name, words and door, and says so when there is nothing', async () => {
    const user = userEvent.setup();
    const { address } = await queue('head', [
      need('灯泡坏了', hour),
      need('水管漏水', hour, { personName: '李建国' }),
    ]);
    await user.click(await screen.findByRole('button', { name: '搜索' }));
    await user.type(screen.getByRole('searchbox'), '李建国');
    await screen.findByRole('radio', { name: /^待研判\s*1$/ });
    expect(titles()[0]).toContain('水管漏水');
    expect(address()).toContain('q=');
    await user.type(screen.getByRole('searchbox'), '不存在');
    await user.click(await screen.findByRole('button', { name: '清除搜索' }));
    await screen.findByRole('radio', { name: /^待研判\s*2$/ });
  });

  it('keeps emergencies in sight whatever part is shown', async () => {
    await queue('head', [need('煤气味', minute, { urgency: 'emergency' })], '/needs?tab=closed');
    const section = (await screen.findByRole('heading', { name: '应急，请马上处理' })).closest(
      'section',
    );
    expect(section?.textContent).toContain('煤气味');
  });

  it('offers a volunteer what is his, and no sorting', async () => {
    await queue(
      'volunteer',
      [
        need('派给我的', hour, {
          steps: [step('submitted', 1), step('assigned', 2, { assignee: me })],
          involves: [me],
        }),
      ],
      '/needs',
      'c1/g1',
    );
    await screen.findByRole('radio', { name: /^我的\s*1$/ });
    expect(screen.queryByRole('radio', { name: /待研判/ })).toBeNull();
    expect(screen.queryByRole('button', { name: '选择' })).toBeNull();
    expect(screen.getByRole('link', { name: '登记需求' }).getAttribute('href')).toBe('/raise');
  });
});

describe('several at once', () => {
  const three = () => [need('一', 30 * minute), need('二', 40 * minute), need('三', 50 * minute)];

  it('judges the chosen ones in one go, by keyboard, and takes it back', async () => {
    const user = userEvent.setup();
    const [one, two, rest] = three() as [Received, Received, Received];
    const { store } = await queue('head', [one, two, rest]);
    await user.click(await screen.findByRole('button', { name: '选择' }));
    const boxes = screen.getAllByRole('checkbox');
    boxes[1]?.focus();
    await user.keyboard(' ');
    boxes[2]?.focus();
    await user.keyboard(' ');
    expect(screen.getByText('已选 2 件')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '研判' }));
    const sheet = within(await screen.findByRole('dialog', { name: '研判 2 件' }));
    await user.click(sheet.getByRole('radio', { name: '比较急' }));
    await user.click(sheet.getByRole('button', { name: '完成研判' }));
    await screen.findByText('已研判 2 件');
    expect((await statusOf(store, one)).status).toBe('triaged');
    expect((await statusOf(store, two)).status).toBe('triaged');
    expect((await statusOf(store, rest)).status).toBe('submitted');
    expect((await store.get('needs', one.record.id))?.urgency).toBe('urgent');
    await user.click(screen.getByRole('button', { name: '撤销' }));
    await screen.findByText('已撤销 2 件');
    expect((await statusOf(store, one)).status).toBe('submitted');
    expect((await store.get('needs', one.record.id))?.urgency).toBe('normal');
    await screen.findByRole('radio', { name: /^待研判\s*3$/ });
  });

  it('gives the chosen ones to one person', async () => {
    const user = userEvent.setup();
    const [one, two] = three() as [Received, Received];
    const { store } = await queue('head', [one, two]);
    await user.click(await screen.findByRole('button', { name: '选择' }));
    for (const box of screen.getAllByRole('checkbox')) await user.click(box);
    await user.click(screen.getByRole('button', { name: '派给…' }));
    const sheet = within(await screen.findByRole('dialog', { name: '2 件派给谁' }));
    await user.click(await sheet.findByRole('radio', { name: /陈国庆.*同楼栋.*会水电维修/ }));
    await user.click(sheet.getByRole('button', { name: '派给陈国庆' }));
    await screen.findByText('已派出 2 件');
    for (const each of [one, two]) expect((await statusOf(store, each)).assignee).toBe(helper);
  });

  it('declines with one reason that must be given', async () => {
    const user = userEvent.setup();
    const [one] = three() as [Received];
    const { store } = await queue('admin', [one], '/needs', 'c1');
    await user.click(await screen.findByRole('button', { name: '选择' }));
    await user.click(screen.getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: '不受理…' }));
    const sheet = within(await screen.findByRole('dialog'));
    await user.click(sheet.getByRole('button', { name: '不受理' }));
    expect(await sheet.findByText('请选一个原因，或写明原因')).toBeTruthy();
    expect((await statusOf(store, one)).status).toBe('submitted');
    await user.click(sheet.getByRole('radio', { name: '其他原因' }));
    await user.click(sheet.getByRole('button', { name: '不受理' }));
    expect(await sheet.findByText('请写明原因')).toBeTruthy();
    await user.click(sheet.getByRole('radio', { name: '重复登记' }));
    await user.type(sheet.getByRole('textbox'), '上周登记过');
    await user.click(sheet.getByRole('button', { name: '不受理' }));
    await screen.findByText('已不受理 1 件');
    const stored = await store.get('needs', one.record.id);
    expect(stored?.steps.at(-1)).toMatchObject({ step: 'declined', note: '重复登记：上周登记过' });
  });
});

describe('one need', () => {
  const open = (given: Received, role: Grant['role'] = 'head', more: Received[] = []) =>
    queue(role, [given, ...more], `/needs/${given.record.id}`);

  it('goes from judging to giving to finishing, each in one write on this device', async () => {
    const user = userEvent.setup();
    const given = need('水管漏水', hour);
    const { store } = await open(given);
    await user.click(await screen.findByRole('button', { name: '研判' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '完成研判' }),
    );
    await user.click(await screen.findByRole('button', { name: '派给陈国庆' }));
    await waitFor(async () => expect((await statusOf(store, given)).assignee).toBe(helper));
    await user.click(await screen.findByRole('button', { name: '已联系确认' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '已联系确认' })).toBeNull());
    await user.click(await screen.findByRole('button', { name: '办结' }));
    const sheet = within(await screen.findByRole('dialog'));
    await user.type(sheet.getByRole('textbox'), '换了水龙头');
    await user.click(sheet.getByRole('button', { name: '办结' }));
    await waitFor(async () => expect((await statusOf(store, given)).status).toBe('done'));
    const stored = await store.get('needs', given.record.id);
    expect(stored?.steps.map((each) => each.step)).toEqual([
      'submitted',
      'triaged',
      'assigned',
      'contacted',
      'done',
    ]);
    expect(stored?.steps.at(-1)?.note).toBe('已解决：换了水龙头');
    expect(await screen.findByText('已解决：换了水龙头')).toBeTruthy();
  });

  it('tells of two who assigned without knowing of each other, and which one counts', async () => {
    await open(
      need('陪同就医', 3 * hour, {
        steps: [
          step('submitted', now - 3 * hour),
          step('assigned', now - 2 * hour, {
            assignee: 'w',
            assigneeName: '王芳',
            by: me,
            receivedAt: now,
          }),
          step('assigned', now - hour, { assignee: helper, assigneeName: '陈国庆', by: helper }),
        ],
      }),
    );
    expect(
      await screen.findByText('陈国庆不知道这次派单，也派给了陈国庆；以后一次为准'),
    ).toBeTruthy();
  });

  it('shows the telephone to those who arrange, and to the helper only with consent', async () => {
    const given = need('陪同就医', hour, {
      contactPhone: '13800000000',
      consent: false,
      involves: [me],
      steps: [step('submitted', 1), step('assigned', 2, { assignee: me, assigneeName: '李芳' })],
    });
    await open(given, 'volunteer');
    await screen.findByText(/本人没有同意公开电话/);
    expect(screen.queryByText('13800000000')).toBeNull();
    expect(screen.queryByRole('button', { name: '不受理…' })).toBeNull();
    expect(screen.getByRole('button', { name: '已联系确认' })).toBeTruthy();
  });

  it('says that a need is not here', async () => {
    await queue('head', [], '/needs/0193c1f0-0000-7000-8000-ffffffffffff');
    await screen.findByRole('heading', { name: '这台设备上没有这件需求' });
    expect(screen.getByRole('link', { name: '看全部需求' })).toBeTruthy();
  });
});
