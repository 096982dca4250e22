import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  received,
  screenOnDevice,
  type Received,
} from '../../../tests/support/screen-on-device.tsx';
import type { Grant } from '../../domain/access.ts';
import { visitBegun } from '../../domain/visit-draft.ts';
import type { Visit } from '../../domain/visits.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import { VisitScreen } from './visit-screen.tsx';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const me = '0193c1f0-0000-7000-8000-00000000000a';
const building = 'c1/g1/b1';
const place = `${building}/h0302`;
const household = received('places', { kind: 'household', place, name: '302' }, 1);
const lives = (name: string, more: object = {}): Received =>
  received('people', { kind: 'resident', place, name, ...more }, 1);
const wang = lives('王桂英', { grade: 'high', watchedSince: now - 40 * hour, relation: '户主' });
const li = lives('李建国', { relation: '配偶' });

async function visiting(
  fields: Partial<Visit> = {},
  {
    people = [wang],
    grants = [{ role: 'liaison', place: building }] as readonly Grant[],
    records = [] as readonly Received[],
  } = {},
) {
  const id = crypto.randomUUID();
  const drawn = await screenOnDevice(<VisitScreen />, {
    person: me,
    grants,
    records: [household, ...people, ...records],
    now,
    route: '/visit/$id',
    address: `/visit/${id}`,
  });
  const begun = visitBegun({
    kind: 'round',
    place,
    person: wang.record.id,
    visitorName: '李芳',
    at: now,
  });
  await drawn.store.create('visits', { ...begun, ...fields }, { draft: true, id });
  await screen.findByRole('heading', { level: 1, name: /302/ });
  return { ...drawn, id, stored: () => drawn.store.get('visits', id) };
}
const press = async (role: 'button' | 'radio', name: string | RegExp) =>
  userEvent.click(await screen.findByRole(role, { name }));
const record = () => press('button', '三记录');
const settled = (store: DeviceStore, id: string, fields: object) =>
  waitFor(async () => expect(await store.get('visits', id)).toMatchObject(fields));

describe('a visit being filled in', () => {
  it('stores every answer as it is tapped, and takes one back', async () => {
    const { store, id } = await visiting();
    await press('radio', '挺好');
    await settled(store, id, { answers: { health: 'well' } });
    await press('radio', '没吃');
    await settled(store, id, { answers: { health: 'well', medicine: 'missed' } });
    await press('radio', '没吃');
    await waitFor(async () =>
      expect((await store.get('visits', id))?.answers).toEqual({ health: 'well' }),
    );
    expect(await screen.findByText('草稿已保存 · 10:32')).toBeTruthy();
  });

  it('keeps what is filled in at the same time in another tab, whichever tab finishes', async () => {
    const { store, id } = await visiting();
    await press('radio', '挺好');
    await settled(store, id, { answers: { health: 'well' } });
    // The other tab has not seen the answer of this one.
    await store.edit('visits', id, ({ answers }) => ({
      answers: { ...answers, medicine: 'missed' },
      note: '药在床头柜里',
    }));
    await screen.findByRole('radio', { name: '没吃', checked: true });
    await press('radio', '正常');
    const all = { health: 'well', medicine: 'missed', meals: 'fine' };
    await settled(store, id, { answers: all });
    await record();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('药在床头柜里');
    await press('button', '记完了');
    await settled(store, id, { answers: all, note: '药在床头柜里', outcome: 'met' });
    expect((await store.get('visits', id))?.draft).toBeUndefined();
  });

  it('keeps two answers tapped at once', async () => {
    const { store, id } = await visiting();
    const [well, taken] = [
      await screen.findByRole('radio', { name: '挺好' }),
      await screen.findByRole('radio', { name: '吃了' }),
    ];
    well.click();
    taken.click();
    await waitFor(async () =>
      expect((await store.get('visits', id))?.answers).toEqual({
        health: 'well',
        medicine: 'taken',
      }),
    );
  });

  it('stores the note as it is typed, and what is typed last before it is left', async () => {
    const { store, id, unmount } = await visiting({ answers: { health: 'well' } });
    await record();
    await userEvent.type(screen.getByRole('textbox'), '门口有煤气味');
    await settled(store, id, { note: '门口有煤气味' });
    await userEvent.type(screen.getByRole('textbox'), '，已关阀');
    unmount();
    await waitFor(async () =>
      expect((await store.get('visits', id))?.note).toBe('门口有煤气味，已关阀'),
    );
  });

  it('opens at the step one had got to, also after the app was killed', async () => {
    const { unmount, store } = await visiting();
    await press('button', '下一步：二看');
    await press('radio', '漏水');
    await waitFor(async () =>
      expect(await store.memory<{ step: string }>('visit.step').get()).toMatchObject({
        step: 'look',
      }),
    );
    unmount();
    await visiting({ answers: { health: 'well', gas: 'risk' } });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: '二看' }).getAttribute('aria-current')).toBe(
        'step',
      ),
    );
  });

  it('says all is well with one tap, and offers what is not as a need', async () => {
    const { store, id, address } = await visiting();
    await press('button', '二看');
    await press('radio', '漏水');
    await press('button', '都没问题');
    await settled(store, id, {
      answers: { gas: 'safe', electricity: 'safe', water: 'leak', falls: 'clear', food: 'enough' },
    });
    await record();
    await press('button', /水管：漏水/);
    await waitFor(() => expect(address()).toContain('/raise?'));
    expect(address()).toContain('category=repair');
    expect(address()).toContain(`visit=${id}`);
  });

  it('is finished as met when questions were answered', async () => {
    const { store, id, address } = await visiting();
    await press('radio', '挺好');
    await record();
    await press('button', '记完了');
    await waitFor(() => expect(address()).toBe('/round/c1~g1~b1'));
    const visit = await store.get('visits', id);
    expect(visit).toMatchObject({ outcome: 'met', finishedAt: now, answers: { health: 'well' } });
    expect(visit?.draft).toBeUndefined();
    expect(visit?.unsentSince).toBeGreaterThan(0);
  });

  it('asks what came of it before it is finished, and names the needs raised at it', async () => {
    const { store, id, stored } = await visiting();
    const need = await store.create('needs', {
      kind: 'need',
      place,
      category: 'repair',
      urgency: 'normal',
      what: '换灯泡',
      consent: true,
      source: 'door',
      visit: id,
      steps: [{ step: 'submitted' }],
    });
    await record();
    await screen.findByText('换灯泡');
    await press('button', '记完了');
    await screen.findByText('请先选一项，再点「记完了」');
    expect((await stored())?.draft).toBe(1);
    await press('radio', '不愿见');
    await press('button', '记完了');
    await settled(store, id, { outcome: 'refused', finishedAt: now, needs: [need.id] });
  });

  it('ends with one tap when nobody is in', async () => {
    const { store, id, address } = await visiting({ answers: { health: 'well' } });
    await press('button', '不在家');
    await waitFor(() => expect(address()).toBe('/round/c1~g1~b1'));
    await settled(store, id, { draft: 1, outcome: 'notIn', finishedAt: now });
  });

  it('counts for the person it is about, or for the household', async () => {
    const { store, id } = await visiting({}, { people: [wang, li] });
    await press('radio', '全家');
    await waitFor(async () => expect((await store.get('visits', id))?.person).toBeUndefined());
    expect(screen.queryByText('今天的药吃了吗？')).toBeNull();
    await press('radio', '王桂英');
    await settled(store, id, { person: wang.record.id });
  });

  it('leads back to the door while somebody else who is watched there is due', async () => {
    const other = lives('李建国', { grade: 'high', watchedSince: now - 40 * hour });
    const { address } = await visiting({ outcome: 'met' }, { people: [wang, other] });
    await record();
    await press('button', '记完了');
    await waitFor(() => expect(address()).toBe('/door/c1~g1~b1~h0302'));
  });

  it('leaves nothing behind when nothing was filled in', async () => {
    const { unmount, stored } = await visiting();
    unmount();
    await waitFor(async () => expect(await stored()).toBeNull());
  });

  it('stays while a need is raised from it, even if nothing was filled in', async () => {
    const { address, stored } = await visiting();
    await press('button', '登记需求');
    await waitFor(() => expect(address()).toContain('/raise?'));
    expect(await stored()).toMatchObject({ draft: 1, needs: [] });
  });
});

describe('a visit that was recorded', () => {
  const recorded = (fields: object = {}) =>
    received(
      'visits',
      {
        kind: 'round',
        place,
        person: wang.record.id,
        startedAt: now - 2 * hour,
        finishedAt: now - hour,
        outcome: 'met',
        answers: { health: 'unwell', gas: 'safe' },
        note: '下次带降压药',
        visitorName: '李芳',
        createdBy: me,
        ...fields,
      },
      now - hour,
    );
  const open = (
    visit: Received,
    records: readonly Received[] = [],
    role: Grant['role'] = 'liaison',
  ) =>
    screenOnDevice(<VisitScreen />, {
      person: me,
      grants: [{ role, place: building }],
      records: [household, wang, visit, ...records],
      now,
      route: '/visit/$id',
      address: `/visit/${visit.record.id}`,
    });

  it('is shown as it was written, and cannot be changed', async () => {
    await open(recorded());
    await screen.findByText('下次带降压药');
    expect(screen.getByText('不舒服')).toBeTruthy();
    expect(screen.getByText('2026年11月21日 09:32')).toBeTruthy();
    expect(screen.getByText('已上传')).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('is corrected by a new one that names it and keeps its time', async () => {
    const old = recorded();
    const { store, address } = await open(old);
    await press('button', '更正');
    await waitFor(() => expect(address()).not.toContain(old.record.id));
    const [draft] = await store.find('visits', { where: { draft: 1 } });
    expect(draft).toMatchObject({ corrects: old.record.id, note: '下次带降压药' });
    await press('radio', '不愿见');
    await press('button', '改好了');
    await settled(store, draft!.id, {
      corrects: old.record.id,
      outcome: 'refused',
      finishedAt: now - hour,
    });
  });

  it('says that it was corrected, and is not corrected twice', async () => {
    const old = recorded();
    await open(old, [recorded({ corrects: old.record.id, outcome: 'notIn' })]);
    await screen.findByRole('link', { name: /后来更正过/ });
    expect(screen.queryByRole('button', { name: '更正' })).toBeNull();
  });

  it('is not corrected by a volunteer who did not write it', async () => {
    await open(recorded({ createdBy: 'somebody', involves: [me] }), [], 'volunteer');
    await screen.findByText('下次带降压药');
    expect(screen.queryByRole('button', { name: '更正' })).toBeNull();
  });

  it('is said to be gone when it is not here', async () => {
    await screenOnDevice(<VisitScreen />, {
      grants: [{ role: 'liaison', place: building }],
      now,
      route: '/visit/$id',
      address: `/visit/${crypto.randomUUID()}`,
    });
    expect(await screen.findByText('没有这次走访')).toBeTruthy();
  });
});
