import '../../tests/support/indexeddb.ts';
import { firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AnyRecord } from '../domain/record-type.ts';
import { openStore, type OpenStore } from './device-store.ts';
import type { AnsweredRow } from './settling.ts';

const place = 'c1/g1/b1/h101';
const id = '0193c1f0-1111-7000-8000-000000000001';
const open: OpenStore[] = [];
let opened = 0;
let ids = 0;

async function device() {
  const made = await openStore({
    name: `settling${++opened}`,
    person: '0193c1f0-0000-7000-8000-0000000000aa',
    device: 'd1',
    now: () => 1_000_000,
    newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  });
  open.push(made);
  return made;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.forget();
});

const person = (version: number, fields: object = {}): AnyRecord => ({
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
const copy = (record: AnyRecord) => ({ copies: [{ c: 'people' as const, record }], gone: [] });
const left = { copies: [], gone: [{ c: 'people' as const, id }] };

const answer = (set: Record<string, unknown>, at: number, more: Partial<AnsweredRow>) =>
  ({
    c: 'people',
    id,
    row: { op: 'edit', set },
    taken: Object.fromEntries(Object.keys(set).map((field) => [field, at])),
    outcome: 'accepted',
    place,
    kind: 'resident',
    ...more,
  }) satisfies AnsweredRow;

describe('an answer that was overtaken', () => {
  it('by a later copy sets nothing back, and is asked for again', async () => {
    const { store, sync } = await device();
    await sync.takePage(copy(person(1)), null);
    await store.edit('people', id, { remark: '听力差' });
    const at = (await store.get('people', id))!.unsent['remark']!.at;
    // A tab that was frozen with this answer in hand; the one that took over has read on since.
    const late = answer({ remark: '听力差' }, at, { r: person(2, { remark: '听力差' }) });
    const newer = person(3, { remark: '听力很差', phone: '13900005678' });
    await sync.takePage(copy(newer), null);
    await sync.settle([late], null);
    expect(await store.get('people', id)).toMatchObject({ version: 3, phone: '13900005678' });
    expect(await sync.countWaiting()).toBe(1);
    // The rows go out again; the server has known them for long.
    await sync.settle([answer({ remark: '听力差' }, at, { outcome: 'duplicate', r: newer })], null);
    expect(await store.get('people', id)).toMatchObject({ version: 3, remark: '听力很差' });
    expect(await sync.countWaiting()).toBe(0);
  });
});

describe('what came back', () => {
  it('is all there when two rows of one record, written at once, are refused', async () => {
    const { store, sync } = await device();
    await sync.takePage(copy(person(1)), null);
    await store.edit('people', id, { remark: '听力差' });
    await sync.takePage(copy(person(2)), null);
    // One change, of which one field was already unsent: they were written in sight of different versions.
    await store.edit('people', id, { remark: '听力很差', phone: '13900005678' });
    const { remark, phone } = (await store.get('people', id))!.unsent;
    expect([remark?.seen, phone?.seen]).toEqual([1, 2]);
    const refused = { outcome: 'refused', problem: { code: 'notAllowed' }, r: person(2) } as const;
    await sync.settle(
      [
        answer({ remark: '听力很差' }, remark!.at, refused),
        answer({ phone: '13900005678' }, phone!.at, refused),
      ],
      null,
    );
    const texts = (await firstValueFrom(store.returned())).map(({ row }) =>
      row.op === 'edit' ? row.set : null,
    );
    expect(texts).toHaveLength(2);
    expect(Object.assign({}, ...texts)).toEqual({ remark: '听力很差', phone: '13900005678' });
  });

  it('is also what a record, made once more because the answer was lost, has lost to somebody else’s words', async () => {
    const { store, sync } = await device();
    const made = await store.create('people', { kind: 'resident', place, name: '张三' });
    const at = made.unsent['*']!.at;
    await sync.settle(
      [
        {
          ...answer({}, 0, {}),
          id: made.id,
          row: { op: 'create', r: { kind: 'resident', place, name: '张三' } },
          taken: { '*': at },
          outcome: 'merged',
          superseded: ['name'],
          r: person(3, { id: made.id, name: '张山' }),
        },
      ],
      null,
    );
    expect(await firstValueFrom(store.returned())).toMatchObject([
      { outcome: 'superseded', recordId: made.id, row: { op: 'edit', set: { name: '张三' } } },
    ]);
  });

  it('is written again once, however often one taps', async () => {
    const { store, sync } = await device();
    const made = await store.create('people', { kind: 'resident', place, name: '张三' });
    const r = { kind: 'resident', place, name: '张三', createdAt: made.createdAt };
    await sync.settle(
      [
        {
          ...answer({}, 0, {}),
          id: made.id,
          row: { op: 'create', r },
          taken: { '*': made.unsent['*']!.at },
          outcome: 'refused',
          problem: { code: 'badRow' },
          gone: true,
        },
      ],
      null,
    );
    const [entry] = await firstValueFrom(store.returned());
    await Promise.all([1, 2, 3].map(() => store.resend(entry!.id).catch(() => undefined)));
    expect(await store.find('people')).toHaveLength(1);
    expect(await firstValueFrom(store.returned())).toEqual([]);
  });

  it('says nothing more of a record that is no longer this person’s, where the server has kept it', async () => {
    const { store, sync } = await device();
    await sync.takePage(copy(person(1)), null);
    await store.edit('people', id, { remark: '听力差', phone: '13900005678' });
    const at = (await store.get('people', id))!.unsent['phone']!.at;
    const set = { remark: '听力差', phone: '13900005678' };
    const merged = { outcome: 'merged', superseded: ['phone'], r: person(2) } as const;
    await sync.settle([answer(set, at, merged)], null);
    expect(await firstValueFrom(store.returned())).toHaveLength(1);
    await sync.takePage(left, null);
    const told = await firstValueFrom(store.returned());
    expect(JSON.stringify(told)).not.toContain('13900005678');
    expect(told).toMatchObject([{ outcome: 'superseded', recordId: '', row: { set: {} } }]);
  });
});

describe('what was typed about a record and not sent', () => {
  it('leaves with it', async () => {
    const { store, sync } = await device();
    const other = '0193c1f0-1111-7000-8000-000000000002';
    await sync.takePage(copy(person(1)), null);
    await store.memory(`alarm:${id}:more`).set('她说胸口疼');
    await store.memory(`alarm:${other}:more`).set('在路上');
    await store.memory('lastPage').set({ address: `/people/${id}` });
    await sync.takePage(left, null);
    expect(await store.memory(`alarm:${id}:more`).get()).toBeUndefined();
    expect(await store.memory(`alarm:${other}:more`).get()).toBe('在路上');
    expect(await store.memory('lastPage').get()).toBeDefined();
  });
});

describe('a full disk', () => {
  it('keeps nobody from sending what waits', async () => {
    const { store, sync } = await device();
    await store.create('people', { kind: 'resident', place, name: '张三' });
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
      ...key
    ) {
      if (this.name === 'state') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, ...key);
    });
    expect(await sync.waiting(10, new Set())).toMatchObject([{ record: { name: '张三' } }]);
  });
});
