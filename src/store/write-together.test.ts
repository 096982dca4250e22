import '../../tests/support/indexeddb.ts';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import type { AnyRecord } from '../domain/record-type.ts';
import { openStore, type OpenStore } from './device-store.ts';

const place = 'c1/g1/b1/h101';
const idOf = (n: number) => `0193c1f0-1111-7000-8000-${String(n).padStart(12, '0')}`;
const open: OpenStore[] = [];
let opened = 0;

async function device(people: number): Promise<OpenStore> {
  const made = await openStore({
    name: `together${++opened}`,
    person: 'p1',
    device: 'd1',
    now: () => 1_000,
    newId: () => crypto.randomUUID(),
  });
  open.push(made);
  const record = (n: number): AnyRecord => ({
    id: idOf(n),
    kind: 'resident',
    place,
    involves: [],
    createdAt: 1,
    createdBy: 'somebody',
    version: 1,
    receivedAt: 1,
    name: '陈秀英',
  });
  const copies = Array.from({ length: people }, (_, n) => ({
    c: 'people' as const,
    record: record(n),
  }));
  await made.sync.takePage({ copies, gone: [] }, null);
  return made;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of open.splice(0)) await store.forget();
});

it('changes many records in one transaction, so that a crash leaves none of them half done', async () => {
  const { store } = await device(3);
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await store.editMany('people', [
    { id: idOf(0), change: { phone: '1' } },
    { id: idOf(1), change: { phone: '2' } },
    { id: idOf(0), change: { remark: '同一人' } },
    { id: idOf(2), change: { phone: '3' } },
  ]);
  expect(transaction.mock.calls.filter(([, mode]) => mode === 'readwrite')).toHaveLength(1);
  expect(await store.get('people', idOf(0))).toMatchObject({ phone: '1', remark: '同一人' });
});

it('writes none of many when one cannot be written, or is not there', async () => {
  const { store } = await device(3);
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    if ((value as AnyRecord).id === idOf(1)) throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, value);
  });
  const edits = (ids: number[]) => ids.map((n) => ({ id: idOf(n), change: { phone: '1' } }));
  const phones = async () => (await store.find('people')).map(({ phone }) => phone);
  await expect(store.editMany('people', edits([0, 1, 2]))).rejects.toMatchObject({
    code: 'storageFull',
  });
  expect(await phones()).toEqual([undefined, undefined, undefined]);
  await expect(store.editMany('people', edits([0, 2, 7]))).rejects.toMatchObject({
    code: 'recordMissing',
  });
  expect(await phones()).toEqual([undefined, undefined, undefined]);
});

it('loses no change of those that are made at the same moment, whatever record they meet at', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(fc.nat(2), { minLength: 1 }), { minLength: 2, maxLength: 6 }),
      async (batches) => {
        for (const { store: last } of open.splice(0)) await last.forget();
        const { store } = await device(3);
        await store.create(
          'needs',
          {
            kind: 'need',
            place,
            category: 'errand',
            urgency: 'normal',
            what: '买米',
            consent: true,
            source: 'door',
            steps: [],
          },
          { id: idOf(50) },
        );
        await Promise.all([
          ...batches.map((ids, n) =>
            store.editMany(
              'people',
              ids.map((id) => ({
                id: idOf(id),
                change: { [n % 2 ? 'phone' : 'remark']: String(n) },
              })),
            ),
          ),
          ...batches.map(() => store.addTo('needs', idOf(50), 'steps', { step: 'contacted' })),
        ]);
        for (const id of [0, 1, 2]) {
          const person = await store.get('people', idOf(id));
          for (const [field, odd] of [
            ['phone', 1],
            ['remark', 0],
          ] as const) {
            const values = batches.flatMap((ids, n) =>
              n % 2 === odd && ids.includes(id) ? [String(n)] : [],
            );
            if (values.length > 0) expect(values).toContain(person?.[field]);
            else expect(person?.[field]).toBeUndefined();
          }
        }
        expect((await store.get('needs', idOf(50)))?.steps).toHaveLength(batches.length);
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});
