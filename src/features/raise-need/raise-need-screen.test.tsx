import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Role } from '../../domain/record-type.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import { RaiseNeedScreen } from './raise-need-screen.tsx';

const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const building = 'c1/g1/b1';
const place = `${building}/h0302`;
const visit = crypto.randomUUID();
const wang = received(
  'people',
  { kind: 'resident', place, name: '王桂英', phone: '13100003679' },
  1,
);
const home = received('places', { kind: 'household', place, name: '302' }, 1);
const about = `place=c1~g1~b1~h0302&person=${wang.record.id}`;

interface Asked {
  readonly role?: Role;
  readonly at?: string;
  readonly records?: readonly Received[];
}

const raising = (query: string, { role = 'liaison', at = building, records = [] }: Asked = {}) =>
  screenOnDevice(<RaiseNeedScreen />, {
    person: me,
    grants: [{ role, place: at }],
    records: [home, wang, ...records],
    now,
    route: '/raise',
    address: `/raise?${query}`,
  });
const press = async (role: 'button' | 'radio' | 'switch', name: string | RegExp) =>
  userEvent.click(await screen.findByRole(role, { name }));
const write = async (text: string) =>
  userEvent.type(await screen.findByRole('textbox', { name: '说一说' }), text);
const drafts = (store: DeviceStore) => store.find('needs', { where: { draft: 1 } });

describe('raising a need', () => {
  it('writes nothing before something is filled in', async () => {
    const { store } = await raising(about);
    await screen.findByText('302 王桂英');
    expect(await drafts(store)).toEqual([]);
  });

  it('keeps a draft from the first tap on, and puts it into the address', async () => {
    const { store, address } = await raising(`${about}&visit=${visit}`);
    await press('radio', '维修');
    await waitFor(() => expect(address()).toContain('draft='));
    const [draft] = await drafts(store);
    expect(draft).toMatchObject({
      category: 'repair',
      place,
      person: wang.record.id,
      personName: '王桂英',
      contactPhone: '13100003679',
      visit,
      steps: [],
    });
    await write('厨房漏水');
    await waitFor(async () => expect((await drafts(store))[0]?.what).toBe('厨房漏水'));
    expect(await drafts(store)).toHaveLength(1);
  });

  it('makes one draft of two quick taps', async () => {
    const { store } = await raising(about);
    const [repair, urgent] = [
      await screen.findByRole('radio', { name: '维修' }),
      await screen.findByRole('radio', { name: '比较急' }),
    ];
    repair.click();
    urgent.click();
    await waitFor(async () =>
      expect(await drafts(store)).toMatchObject([{ category: 'repair', urgency: 'urgent' }]),
    );
  });

  it('is submitted with its first step and leaves the form', async () => {
    const { store, address } = await raising(about);
    await press('radio', '跑腿代办');
    await press('button', '代取药');
    await press('radio', '明天');
    await press('switch', /^可以把电话告诉来帮忙的人/);
    await press('button', '登记好了');
    await waitFor(() => expect(address()).toBe('/door/c1~g1~b1~h0302'));
    const [need] = await store.find('needs');
    expect(need).toMatchObject({
      category: 'errand',
      what: '代取药',
      when: '明天',
      consent: true,
      source: 'door',
    });
    expect(need?.steps.map(({ step, by }) => [step, by])).toEqual([['submitted', me]]);
    expect(await drafts(store)).toEqual([]);
  });

  it('keeps what another tab has filled in there meanwhile', async () => {
    const { store } = await raising(about);
    await press('radio', '维修');
    await waitFor(async () => expect(await drafts(store)).toHaveLength(1));
    const [draft] = await drafts(store);
    await store.edit('needs', draft?.id ?? '', { urgency: 'urgent', when: '今晚' });
    await write('厨房漏水');
    await press('button', '登记好了');
    await waitFor(async () => expect(await drafts(store)).toEqual([]));
    expect(await store.find('needs')).toMatchObject([
      { what: '厨房漏水', category: 'repair', urgency: 'urgent', when: '今晚' },
    ]);
  });

  it('asks for a few words', async () => {
    const { store } = await raising(about);
    await press('radio', '维修');
    await press('button', '登记好了');
    await screen.findByText('请写一句要帮什么忙');
    expect(await store.find('needs')).toEqual([]);
  });

  it('says beforehand that an emergency rings', async () => {
    await raising(about);
    await press('radio', '应急');
    await screen.findByText('一登记就会响铃');
    expect(await screen.findByRole('button', { name: '马上登记，响铃通知' })).toBeTruthy();
  });

  const leftHalfFilled = {
    kind: 'need' as const,
    place,
    category: 'repair' as const,
    urgency: 'urgent' as const,
    what: '厨房漏水',
    consent: false,
    source: 'door' as const,
    steps: [],
    draft: 1 as const,
    version: 0,
  };

  it('goes on with what was half filled on the same occasion', async () => {
    const draft = received('needs', leftHalfFilled, now);
    const { address, store } = await raising(about, { records: [draft] });
    await waitFor(() => expect(address()).toContain(`draft=${draft.record.id}`));
    expect((await screen.findByRole('textbox', { name: '说一说' })).textContent).toBe('厨房漏水');
    await press('radio', '应急');
    await waitFor(async () =>
      expect(await drafts(store)).toMatchObject([{ id: draft.record.id, urgency: 'emergency' }]),
    );
  });

  it('goes on with a draft by its address, and says when it is gone', async () => {
    const draft = received('needs', leftHalfFilled, now);
    await raising(`draft=${draft.record.id}`, { records: [draft] });
    expect((await screen.findByRole('textbox', { name: '说一说' })).textContent).toBe('厨房漏水');
    await raising(`draft=${crypto.randomUUID()}`);
    expect(await screen.findByText('这份草稿已经不在了')).toBeTruthy();
  });

  it('is written at the window by the centre', async () => {
    const { store } = await raising(about, { role: 'socialWorker', at: 'c1' });
    await press('radio', '其他');
    await waitFor(async () => expect((await drafts(store))[0]?.source).toBe('window'));
  });

  it('can be thrown away after asking', async () => {
    const { store } = await raising(about);
    await press('radio', '维修');
    await press('button', '不登记了');
    await press('button', '不要了');
    await waitFor(async () => expect(await drafts(store)).toEqual([]));
  });

  it('first asks for whom where one comes from no door', async () => {
    const { address } = await raising('', {
      records: [received('people', { kind: 'resident', place, name: '李建国' }, 1)],
    });
    await userEvent.type(await screen.findByRole('searchbox'), '桂英');
    await waitFor(() => expect(screen.queryByText('李建国')).toBeNull());
    await press('button', /王桂英/);
    await waitFor(() => expect(address()).toContain(`person=${wang.record.id}`));
    await screen.findByText('302 王桂英');
  });

  it('is not for somebody whose post lies elsewhere', async () => {
    await raising(about, { at: 'c1/g2' });
    expect(await screen.findByText('您的岗位看不到这里')).toBeTruthy();
  });
});
