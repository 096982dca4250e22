import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  building,
  firstGrid,
  grid,
  hour,
  li,
  now,
  wang,
} from '../../../tests/support/first-grid.ts';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import type { Notice } from '../../domain/notices.ts';
import { ReviewScreen } from './review-screen.tsx';

const phoneOfLi = '0193c1f0-0000-7000-8000-0000000000d1';
const granny = '0193c1f0-0000-7000-8000-0000000000e1';
const door = 'c1/g1/b1/h0402';

const records = [
  ...firstGrid,
  received(
    'posts',
    { kind: 'duty', place: building, person: li, role: 'liaison', from: 1, name: '李芳' },
    1,
  ),
  received(
    'posts',
    { kind: 'duty', place: 'c1', person: wang, role: 'socialWorker', from: 1, name: '王强' },
    1,
  ),
  received(
    'people',
    { id: granny, kind: 'resident', place: door, name: '何秀兰', grade: 'low', phone: '111' },
    1,
  ),
  received(
    'notices',
    { id: phoneOfLi, kind: 'device', place: building, title: '李芳', deviceName: '红米 Note 12' },
    1,
  ),
];

const conflict = (fields: Partial<Notice> = {}): Received =>
  received(
    'notices',
    {
      kind: 'conflict',
      place: door,
      title: '何秀兰',
      about: { c: 'people', id: granny },
      field: 'grade',
      stands: { value: 'low', by: wang, device: 'x', at: now - hour },
      other: { value: 'high', by: li, device: phoneOfLi, at: now - 2 * hour },
      ...fields,
    },
    now - hour,
  );

const quarantine = (row: object, fields: Partial<Notice> = {}): Received =>
  received(
    'notices',
    {
      kind: 'quarantine',
      place: door,
      about: { c: 'people', id: granny },
      row: { c: 'people', id: granny, op: 'edit', set: {}, stamps: {}, seen: 1, ...row },
      problem: 'postEnded',
      from: { by: li, device: phoneOfLi, at: now - hour },
      ...fields,
    },
    now - hour,
  );

const review = (
  given: readonly Received[],
  address = '/review',
  grant: Grant = { role: 'head', place: grid },
) =>
  screenOnDevice(<ReviewScreen />, {
    grants: [grant],
    records: [...records, ...given],
    now,
    route: '/review/{-$id}',
    address,
  });

const choiceOf = async (store: Awaited<ReturnType<typeof review>>['store'], { record }: Received) =>
  (await store.get('notices', record.id))?.receipts?.map(({ choice }) => choice);

describe('two values of one field', () => {
  it('are listed and shown beside each other in words, with who, when and which device', async () => {
    const one = conflict();
    await review([one]);
    const link = await screen.findByRole('link', { name: /何秀兰 · 关注等级/ });
    expect(link.getAttribute('href')).toBe(`/review/${one.record.id}`);
    await userEvent.click(link);
    await screen.findByText('现在用的');
    expect(screen.getByText('平常（每周）')).toBeTruthy();
    expect(screen.getByText('重点（每天）')).toBeTruthy();
    const said = screen.getByText('没用上的').closest('div')?.textContent;
    expect(said).toContain('李芳的红米 Note 12 · 今天 08:32');
    expect(screen.getByText('现在用的').closest('div')?.textContent).toContain('王强 · 今天 09:32');
  });

  it('name the device and the writer as they were then, though neither is known here any more', async () => {
    const one = conflict({
      stands: {
        value: 'low',
        by: '0193c1f0-0000-7000-8000-0000000000ff',
        byName: '王丽娟',
        device: 'gone',
        deviceName: '华为畅享 60',
        at: Date.parse('2026-11-18T14:03:00+08:00'),
      },
    });
    await review([one], `/review/${one.record.id}`);
    await screen.findByText('现在用的');
    expect(screen.getByText('现在用的').closest('div')?.textContent).toContain(
      '王丽娟的华为畅享 60 · 11月18日 14:03',
    );
  });

  it('lead to what else waits about the same record', async () => {
    const [one, two] = [conflict(), conflict({ field: 'phone' })];
    await review([one, two], `/review/${one.record.id}`);
    const same = within(await screen.findByRole('region', { name: '同一条记录还有' }));
    expect(same.getByRole('link').getAttribute('href')).toBe(`/review/${two.record.id}`);
  });

  it('can be kept, and leave the list', async () => {
    const [one, two] = [conflict(), conflict({ field: 'phone' })];
    const { store } = await review([one, two], `/review/${one.record.id}`);
    await userEvent.click(await screen.findByRole('button', { name: '保持现在的' }));
    await screen.findByText('今天 10:32 我决定保持现在的');
    expect(await choiceOf(store, one)).toEqual(['keep']);
    expect((await store.get('people', granny))?.grade).toBe('low');
    expect(screen.getByRole('radio', { name: /^待处理\s*1$/ })).toBeTruthy();
    expect(screen.getByRole('radio', { name: /^已处理\s*1$/ })).toBeTruthy();
    const next = screen.getByRole('link', { name: '下一条' });
    expect(next.getAttribute('href')).toBe(`/review/${two.record.id}`);
  });

  it('can be put back as the head’s own change', async () => {
    const one = conflict();
    const { store } = await review([one], `/review/${one.record.id}`);
    await userEvent.click(await screen.findByRole('button', { name: '改回这个' }));
    await waitFor(async () => expect(await choiceOf(store, one)).toEqual(['putBack']));
    const person = await store.get('people', granny);
    expect(person?.grade).toBe('high');
    expect(Object.keys(person?.unsent ?? {})).toEqual(['grade']);
    const stood = await screen.findByText('当时用的');
    expect(stood.closest('div')?.textContent).toContain('平常（每周）');
    expect(screen.getByText('现在用的').closest('div')?.textContent).toContain('重点（每天）');
    expect(screen.queryByText(/后来又改成了/)).toBeNull();
  });

  it('puts back an empty value by clearing the field', async () => {
    const one = conflict({
      field: 'phone',
      other: { value: null, by: li, device: 'd', at: 1 },
    });
    const { store } = await review([one], `/review/${one.record.id}`);
    await screen.findByText('（空）');
    await userEvent.click(screen.getByRole('button', { name: '改回这个' }));
    await waitFor(async () => expect(await choiceOf(store, one)).toEqual(['putBack']));
    expect((await store.get('people', granny))?.phone).toBeUndefined();
  });

  it('cannot be put back where the record or the right is missing, and says so', async () => {
    const gone = conflict({ about: { c: 'people', id: phoneOfLi } });
    await review([gone], `/review/${gone.record.id}`);
    await screen.findByText('这条记录已不在这台设备上，不能再改回。');
    expect(screen.queryByRole('button', { name: '改回这个' })).toBeNull();
    expect(screen.getByRole('button', { name: '保持现在的' })).toBeTruthy();
  });
});

describe('what could not be merged', () => {
  it('is shown field by field with why, and adopted as the head’s own', async () => {
    const user = userEvent.setup();
    const one = quarantine({ set: { remark: '耳朵背，敲门要久一点', importBatch: 'b' } });
    const { store } = await review([one], `/review/${one.record.id}`);
    await screen.findByText('写的时候，这个人在这里的岗位已经结束。');
    const row = within(screen.getByRole('region', { name: '备注' }));
    expect(row.getByText('现在的').closest('div')?.textContent).toContain('（空）');
    expect(row.getByText('写的是').closest('div')?.textContent).toContain('耳朵背，敲门要久一点');
    expect(screen.getByText('其中“来自哪次导入”不归您的岗位改，不会写入。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '采用' }));
    await screen.findByText('今天 10:32 我采用了');
    expect((await store.get('people', granny))?.remark).toBe('耳朵背，敲门要久一点');
    expect(await choiceOf(store, one)).toEqual(['putBack']);
  });

  it('makes a visit at the household’s present door', async () => {
    const id = '0193c1f0-0000-7000-8000-0000000000f1';
    const one = quarantine(
      {
        c: 'visits',
        id,
        op: 'create',
        r: {
          kind: 'round',
          place: 'c1/g2/b9/h0101',
          person: granny,
          startedAt: 5,
          finishedAt: 6,
          outcome: 'met',
          note: '都好',
          visitorName: '李芳',
        },
      },
      {
        about: { c: 'visits', id },
        problem: 'placeMoved',
        from: { by: li, byName: '李芳', device: phoneOfLi, at: now - hour },
      },
    );
    const { store } = await review([one], `/review/${one.record.id}`);
    await screen.findByText('新写了一条走访');
    expect(screen.getByRole('heading', { name: '何秀兰 · 走访' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '采用' }));
    await waitFor(async () => expect(await choiceOf(store, one)).toEqual(['putBack']));
    const [visit] = await store.find('visits');
    expect(visit).toMatchObject({
      place: door,
      note: '都好',
      visitorName: '李芳',
      wroteFirst: '李芳',
      outcome: 'met',
    });
  });

  it('can be set aside with a reason when nothing else is possible', async () => {
    const one = quarantine(
      { id: phoneOfLi, set: { phone: '222' } },
      { about: { c: 'people', id: phoneOfLi }, problem: 'recordDeleted' },
    );
    const { store } = await review([one], `/review/${one.record.id}`);
    await screen.findByText('这条记录已不在，不能采用。要紧的内容请另外登记。');
    expect(screen.queryByRole('button', { name: '采用' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '放到一边' }));
    const sheet = within(await screen.findByRole('dialog'));
    await userEvent.click(sheet.getByRole('button', { name: '放到一边' }));
    expect(sheet.getByRole('alert').textContent).toContain('请选一个原因');
    await userEvent.click(sheet.getByRole('radio', { name: '已经另外登记了' }));
    await userEvent.type(sheet.getByLabelText('再说几句（可不写）'), '今早补的');
    await userEvent.click(sheet.getByRole('button', { name: '放到一边' }));
    await screen.findByText('今天 10:32 我放到一边：已经另外登记了：今早补的');
    expect(await choiceOf(store, one)).toEqual(['setAside']);
  });
});

describe('the list', () => {
  it('is empty for whoever may decide nothing, and says what will come', async () => {
    await review([conflict()], '/review', { role: 'liaison', place: building });
    expect(await screen.findByText('没有要复核的')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
