import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { AnsweredRow } from '../../store/settling.ts';
import { received, screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { UploadStatusScreen } from './upload-status-screen.tsx';

const now = Date.parse('2026-11-21T10:40+08:00');
const door = 'c1/g01/b01/h0502';
const grants = [{ role: 'liaison', place: 'c1/g01/b01' }] as const;
const household = received('places', { kind: 'household', place: door, name: '502' }, now);

const drawn = () =>
  screenOnDevice(<UploadStatusScreen />, {
    grants,
    records: [household],
    now,
    route: '/upload',
    address: '/upload',
  });

const need = {
  kind: 'need',
  place: door,
  category: 'repair',
  urgency: 'normal',
  what: '灯泡坏了',
  consent: true,
  source: 'door',
  steps: [{ step: 'submitted' }],
} as const;

async function refusedNeed(problem: AnsweredRow['problem']) {
  const device = await drawn();
  const record = await device.store.create('needs', need);
  await device.sync.settle(
    [
      {
        c: 'needs',
        id: record.id,
        row: { op: 'create', r: { ...record } },
        taken: Object.fromEntries(
          Object.entries(record.unsent).map(([field, { at }]) => [field, at]),
        ),
        outcome: 'refused',
        problem,
        gone: true,
        place: door,
        kind: 'need',
      },
    ],
    null,
  );
  return device;
}

describe('上传状态', () => {
  it('shows what waits here and what is half filled, each leading to itself', async () => {
    const { store } = await drawn();
    const waiting = await store.create('needs', need);
    await store.create(
      'visits',
      {
        kind: 'round',
        place: door,
        startedAt: now,
        finishedAt: 0,
      },
      { draft: true },
    );
    const row = await screen.findByRole('link', { name: /需求 · 灯泡坏了.*502.*今天 10:40/ });
    expect(row.getAttribute('href')).toBe(`/needs/${waiting.id}`);
    const drafts = await screen.findByRole('region', { name: '草稿' });
    expect(within(drafts).getByRole('link', { name: /走访 · 502/ })).toBeTruthy();
    const raised = { kind: 'alarm', place: door, startedAt: now, finishedAt: now } as const;
    const alarm = await store.create('visits', raised);
    const waits = await screen.findByRole('link', { name: /紧急情况 · 502/ });
    expect(waits.getAttribute('href')).toBe(`/alarms/${alarm.id}`);
    expect(screen.queryByText('都已上传')).toBeNull();
  });

  it('says why an entry came back, in words, with the text that was written', async () => {
    await refusedNeed({ code: 'badValue', field: 'what' });
    await screen.findByText('其中一项填得不对。');
    expect(screen.getByText(/是“需要什么”这一项/)).toBeTruthy();
    expect(screen.getByText('需要什么：灯泡坏了')).toBeTruthy();
    expect(screen.getByText('被退回')).toBeTruthy();
  });

  it('sends a corrected entry again, and then has nothing to show of the old one', async () => {
    const { store } = await refusedNeed({ code: 'badValue', field: 'what' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '改好再传' }));
    const text = await screen.findByLabelText('需要什么');
    await user.clear(text);
    await user.type(text, '客厅灯泡坏了');
    await user.click(screen.getByRole('button', { name: '上传' }));
    await screen.findByRole('link', { name: /需求 · 客厅灯泡坏了/ });
    await waitFor(() => expect(screen.queryByText('其中一项填得不对。')).toBeNull());
    const [again] = await store.find('needs');
    expect(again).toMatchObject({ what: '客厅灯泡坏了', place: door });
  });

  it('deletes only after asking', async () => {
    await refusedNeed({ code: 'notAllowed' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '删除' }));
    const sheet = await screen.findByRole('dialog', { name: '删除这一条？' });
    await user.click(within(sheet).getByRole('button', { name: '取消' }));
    expect(screen.getByText('您的岗位不能做这件事。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '删除' }));
    const again = await screen.findByRole('dialog', { name: '删除这一条？' });
    await user.click(within(again).getByRole('button', { name: '删除' }));
    await waitFor(() => expect(screen.queryByText('您的岗位不能做这件事。')).toBeNull());
  });

  it('does not offer to send again what can only come back again', async () => {
    await refusedNeed({ code: 'writtenOnce' });
    await screen.findByText('这一条写好后不能再改。');
    expect(screen.queryByRole('button', { name: '改好再传' })).toBeNull();
    expect(screen.getByRole('button', { name: '复制内容' })).toBeTruthy();
  });

  it('syncs at once when asked', async () => {
    const { syncs } = await drawn();
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '立即上传' }));
    expect(syncs()).toBe(1);
  });
});
