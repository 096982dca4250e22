import '../../tests/support/indexeddb.ts';
import { firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rawStorage } from '../../tests/support/raw-storage.ts';
import type { AnyRecord } from '../domain/record-type.ts';
import { openStore, type OpenStore } from './device-store.ts';
import type { AnsweredRow } from './settling.ts';

const me = '0193c1f0-0000-7000-8000-0000000000aa';
const place = 'c1/g1/b1/h101';
const day = 86_400_000;
const open: OpenStore[] = [];
let opened = 0;
let ids = 0;

const idOf = (n: number) => `0193c1f0-1111-7000-8000-${String(n).padStart(12, '0')}`;

async function device(clock = { now: 1_000_000 }, name = `sync${++opened}`) {
  const made = await openStore({
    name,
    person: me,
    device: 'd1',
    now: () => clock.now,
    newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  });
  open.push(made);
  return { ...made, clock, name };
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.forget();
});

const person = (id: string, version: number, fields: object = {}): AnyRecord => ({
  id,
  kind: 'resident',
  place,
  involves: [id],
  createdAt: 1,
  createdBy: 'somebody',
  version,
  receivedAt: 1,
  name: '陈秀英',
  phone: '13800001234',
  ...fields,
});
const copies = (...records: AnyRecord[]) => ({
  copies: records.map((record) => ({ c: 'people' as const, record })),
  gone: [],
});
const gone = (...list: string[]) => ({
  copies: [],
  gone: list.map((id) => ({ c: 'people' as const, id })),
});
const accepted = (
  id: string,
  taken: Record<string, number>,
  r: AnyRecord,
  more: Partial<AnsweredRow> = {},
): AnsweredRow => ({
  c: 'people',
  id,
  row: { op: 'edit', set: {} },
  taken,
  outcome: 'accepted',
  r,
  place,
  kind: 'resident',
  ...more,
});

describe('what the server sends', () => {
  it('replaces older copies, keeps what was changed here, and never goes back', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 5), person(idOf(2), 6)), null);
    await store.edit('people', idOf(1), { phone: '13900000000' });
    await sync.takePage(
      copies(
        person(idOf(1), 8, { name: '陈秀英（新）', phone: '1' }),
        person(idOf(2), 4, { name: '旧' }),
      ),
      null,
    );
    expect(await store.get('people', idOf(1))).toMatchObject({
      name: '陈秀英（新）',
      phone: '13900000000',
      version: 8,
    });
    expect((await store.get('people', idOf(1)))?.unsent).toMatchObject({ phone: { seen: 5 } });
    expect((await store.get('people', idOf(2)))?.name).toBe('陈秀英');
    // Changed once more without having seen what the server has for this field.
    await store.edit('people', idOf(1), { phone: '13911111111' });
    expect((await store.get('people', idOf(1)))?.unsent).toMatchObject({ phone: { seen: 5 } });
  });

  it('never overwrites what is written while it is being applied', async () => {
    const { store, sync } = await device();
    const list = Array.from({ length: 20 }, (_, n) => idOf(n));
    await sync.takePage(copies(...list.map((id) => person(id, 1))), null);
    for (let round = 2; round < 8; round += 1) {
      await Promise.all([
        sync.takePage(
          copies(...list.map((id) => person(id, round, { remark: `第${round}版` }))),
          null,
        ),
        ...list.map((id, n) => store.edit('people', id, { phone: `${round}-${n}` })),
        sync.takePage(
          copies(...list.map((id) => person(id, round, { remark: `第${round}版` }))),
          null,
        ),
      ]);
    }
    const after = await store.find('people', { sort: [{ id: 'asc' }] });
    expect(after.map(({ phone, remark }) => [phone, remark])).toEqual(
      list.map((_, n) => [`7-${n}`, '第7版']),
    );
    expect(after.every(({ unsent }) => unsent['phone'])).toBe(true);
  });

  it('keeps the newer edit when the answer to the older one comes', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1)), null);
    await store.edit('people', idOf(1), { phone: '1' });
    const sent = (await sync.waiting(10, new Set()))[0]!.record as unknown as {
      unsent: { phone: { at: number } };
    };
    await store.edit('people', idOf(1), { phone: '2' });
    await sync.settle(
      [accepted(idOf(1), { phone: sent.unsent.phone.at }, person(idOf(1), 2, { phone: '1' }))],
      null,
    );
    expect(await store.get('people', idOf(1))).toMatchObject({ phone: '2', version: 2 });
    expect(await sync.waiting(10, new Set())).toHaveLength(1);
  });

  it('keeps what was refused, quarantined or superseded until the person has dealt with it', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1), person(idOf(2), 1)), null);
    await store.edit('people', idOf(1), { remark: '听力差', phone: '1' });
    const at = (await store.get('people', idOf(1)))!.unsent['phone']!.at;
    const row = { op: 'edit', set: { remark: '听力差', phone: '1' } } as const;
    await sync.settle(
      [
        accepted(idOf(1), { phone: at, remark: at }, person(idOf(1), 2), {
          row,
          outcome: 'merged',
          superseded: ['remark'],
        }),
      ],
      null,
    );
    expect(await firstValueFrom(store.returned())).toMatchObject([
      {
        c: 'people',
        recordId: idOf(1),
        outcome: 'superseded',
        row: { op: 'edit', set: { remark: '听力差' } },
        place,
      },
    ]);
    const [entry] = await firstValueFrom(store.returned());
    await store.resend(entry!.id, { remark: '听力差，大声敲门' });
    expect(await firstValueFrom(store.returned())).toEqual([]);
    expect((await store.get('people', idOf(1)))?.remark).toBe('听力差，大声敲门');
  });

  it('does not send a refused step again with the next one', async () => {
    const { store, sync } = await device();
    const step = { id: idOf(7), step: 'submitted', at: 1, by: 'x', receivedAt: 1 };
    const need = {
      ...person(idOf(1), 1),
      kind: 'need',
      category: 'repair',
      what: '灯',
      steps: [step],
    };
    await sync.takePage({ copies: [{ c: 'needs', record: need }], gone: [] }, null);
    await store.addTo('needs', idOf(1), 'steps', { step: 'triaged' });
    const sent = (await store.get('needs', idOf(1)))!;
    await store.addTo('needs', idOf(1), 'steps', { step: 'contacted' });
    const answer: AnsweredRow = {
      ...accepted(idOf(1), { steps: sent.unsent['steps']!.at }, need),
      c: 'needs',
      row: { op: 'edit', set: { steps: [sent.steps[1]] } },
      outcome: 'refused',
      problem: { code: 'stepNotAllowed' },
    };
    await sync.settle([answer], null);
    const after = await store.get('needs', idOf(1));
    expect(after?.steps.map((each) => each.step)).toEqual(['submitted', 'contacted']);
    expect(after?.unsentSince).toBeGreaterThan(0);
  });

  it('sends a refused new record again as another one', async () => {
    const { store, sync } = await device();
    const made = await store.create('people', { kind: 'resident', place, name: '张三' });
    const at = made.unsent['*']!.at;
    const refusal: AnsweredRow = {
      ...accepted(made.id, { '*': at }, person(made.id, 0)),
      row: {
        op: 'create',
        r: { kind: 'resident', place, name: '张三', createdAt: made.createdAt },
      },
      outcome: 'refused',
      problem: { code: 'idTaken' },
      r: undefined,
      gone: true,
    };
    await sync.settle([refusal], null);
    await sync.settle([refusal], null);
    expect(await store.get('people', made.id)).toBeNull();
    const [entry, ...others] = await firstValueFrom(store.returned());
    expect(others).toEqual([]);
    await store.resend(entry!.id);
    const again = await store.find('people');
    expect(again).toMatchObject([{ name: '张三', version: 0 }]);
    expect(again[0]?.id).not.toBe(made.id);
  });
});

describe('what is no longer this person’s', () => {
  it('leaves nothing of its content in any database', async () => {
    const { store, sync } = await device();
    await sync.takePage(
      copies(person(idOf(1), 1), person(idOf(2), 1, { phone: '13711112222' })),
      null,
    );
    const seen: unknown[] = [];
    const watching = store.watch('people').subscribe((rows) => seen.push(rows.map(({ id }) => id)));
    expect(await rawStorage()).toContain('13800001234');
    await sync.takePage(gone(idOf(1)), null);
    const raw = await rawStorage();
    expect(raw).not.toContain('13800001234');
    expect(raw).not.toContain(idOf(1));
    expect(raw).toContain('13711112222');
    await expect.poll(() => seen.at(-1)).toEqual([idOf(2)]);
    watching.unsubscribe();
    await sync.takePage(copies(person(idOf(1), 9)), null);
    expect(await store.get('people', idOf(1))).toMatchObject({ version: 9 });
  });

  it('stays while something written there is unsent, and goes with the answer', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1)), null);
    await store.edit('people', idOf(1), { remark: '狗很凶' });
    await sync.takePage(gone(idOf(1)), null);
    const local = await store.get('people', idOf(1));
    expect(local?.remark).toBe('狗很凶');
    const at = local!.unsent['remark']!.at;
    const row = { op: 'edit', set: { remark: '狗很凶' } } as const;
    await sync.settle(
      [
        {
          ...accepted(idOf(1), { remark: at }, person(idOf(1), 1)),
          row,
          outcome: 'quarantined',
          r: undefined,
          gone: true,
        },
      ],
      null,
    );
    const raw = await rawStorage();
    // The responsible person has it now; here it must not be found any more.
    for (const word of ['13800001234', '狗很凶', idOf(1)]) expect(raw).not.toContain(word);
    expect(await firstValueFrom(store.returned())).toMatchObject([
      { c: 'people', outcome: 'quarantined', row: { op: 'edit', set: {} } },
    ]);
  });

  it('leaves with its age, but not what is unsent or not finished', async () => {
    const { store, sync, clock } = await device({ now: 1_000 * day });
    const visit = { kind: 'round', place, startedAt: 1, finishedAt: clock.now - 91 * day } as const;
    const old = {
      ...visit,
      id: idOf(1),
      involves: [],
      createdAt: 1,
      createdBy: me,
      version: 1,
      receivedAt: 1,
    };
    await sync.takePage(
      {
        copies: [
          { c: 'visits', record: old },
          { c: 'visits', record: { ...old, id: idOf(2), finishedAt: clock.now - 89 * day } },
        ],
        gone: [],
      },
      null,
    );
    const waiting = await store.create('visits', visit);
    await store.create('visits', visit, { draft: true });
    await sync.purgeJournals(clock.now - 90 * day);
    expect((await store.find('visits')).map(({ id }) => id).toSorted()).toEqual(
      [waiting.id, idOf(2)].toSorted(),
    );
    expect(await store.find('visits', { where: { draft: 1 } })).toHaveLength(1);
    expect(await rawStorage()).not.toContain(idOf(1));
  });

  it('is all of it after signing out', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1)), null);
    await store.create('visits', {
      kind: 'round',
      place,
      startedAt: 1,
      finishedAt: 1,
      note: '秘密',
    });
    await store.memory('place').set('c1/g1');
    await store.forget();
    open.pop();
    expect(await rawStorage()).toBe('[]');
  });
});

describe('a server that was restored', () => {
  const reader = { person: me, grants: [{ role: 'liaison', place: 'c1/g1/b1' }] } as const;

  it('is given back what it lost, as far as this person may write it', async () => {
    const { store, sync } = await device();
    const mine = person(idOf(1), 90, { createdBy: me });
    await sync.takePage(
      copies(
        mine,
        person(idOf(2), 80, { remark: '新', grade: 'high' }),
        person(idOf(3), 70),
        person(idOf(4), 60),
      ),
      null,
    );
    const how = { reader, shared: null, lastRead: null };
    await sync.startReread();
    await sync.takePage(copies(person(idOf(2), 20, { remark: '旧' }), person(idOf(4), 60)), how);
    expect(await store.get('people', idOf(3))).not.toBeNull();
    await sync.finishReread(how);
    const offered = new Map(
      (await sync.waiting(10, new Set())).map(({ record }) => [record.id, record]),
    );
    expect([...offered.keys()].toSorted()).toEqual([idOf(1), idOf(2)]);
    expect(offered.get(idOf(1))).toMatchObject({
      version: 0,
      name: '陈秀英',
      unsent: { '*': { seen: 0 } },
    });
    // Grade is for the head to set: a liaison's phone does not offer it.
    expect(offered.get(idOf(2))).toMatchObject({ remark: '新', version: 20 });
    expect(Object.keys(offered.get(idOf(2))?.['unsent'] ?? {})).toEqual(['remark']);
    expect(await store.get('people', idOf(3))).toBeNull();
    expect(await rawStorage()).not.toContain(idOf(3));
  });
});

describe('a device in trouble', () => {
  it('tells a full disk by its code, and the record is as it was', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1)), null);
    for (const way of ['add', 'put'] as const) {
      vi.spyOn(IDBObjectStore.prototype, way).mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
    }
    const visit = { kind: 'round', place, startedAt: 1, finishedAt: 1 } as const;
    await expect(store.create('visits', visit)).rejects.toMatchObject({ code: 'storageFull' });
    await expect(store.edit('people', idOf(1), { phone: '1' })).rejects.toMatchObject({
      code: 'storageFull',
    });
    vi.restoreAllMocks();
    expect(await store.get('people', idOf(1))).toMatchObject({
      phone: '13800001234',
      unsentSince: 0,
    });
    expect(await store.find('visits')).toEqual([]);
    await store.edit('people', idOf(1), { phone: '1' });
    expect(await store.get('people', idOf(1))).toMatchObject({ phone: '1' });
  });

  it('gives no stamp twice, though its clock was set back and the app was started again', async () => {
    const first = await device({ now: 5 * day });
    const made = await first.store.create('people', { kind: 'resident', place, name: '1' });
    const [sent] = await first.sync.waiting(10, new Set());
    await first.store.close();
    open.pop();
    const second = await device({ now: 1 * day }, first.name);
    await second.sync.settle([accepted(made.id, { '*': 1e15 }, person(made.id, 3))], null);
    await second.store.edit('people', made.id, { name: '2' });
    const edited = await second.store.get('people', made.id);
    expect(edited!.unsent['name']!.at).toBeGreaterThan(
      (sent!.record['unsent'] as typeof made.unsent)['*']!.at,
    );
  });

  it('counts what would be lost with the device: what waits, drafts, what came back', async () => {
    const { store, sync } = await device();
    await sync.takePage(copies(person(idOf(1), 1), person(idOf(2), 1)), null);
    await store.edit('people', idOf(1), { phone: '1' });
    await store.create(
      'visits',
      { kind: 'round', place, startedAt: 1, finishedAt: 1 },
      { draft: true },
    );
    expect(await store.countOnlyHere()).toBe(2);
  });
});
