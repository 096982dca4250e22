import 'fake-indexeddb/auto';
import { firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { undoTime } from '../domain/visit-draft.ts';
import { openDeviceStore, type DeviceStore } from './device-store.ts';
import {
  endAtOnce,
  recordAtOnce,
  restingAt,
  restingKey,
  settleForgotten,
  settleResting,
  takeBack,
  type RestingPlace,
} from './resting-visits.ts';

const place = 'c1/g1/b1/h0302';
const start = { kind: 'round', place, visitorName: '李芳' } as const;
const clock = { now: 1_000_000 };
const open: DeviceStore[] = [];
let ids = 0;

async function phone(name: string): Promise<DeviceStore> {
  const store = await openDeviceStore({
    name,
    person: '0193c1f0-0000-7000-8000-0000000000aa',
    device: 'd1',
    now: () => clock.now,
    newId: () => `0193c1f0-0000-7000-9000-${String(++ids).padStart(12, '0')}`,
  });
  open.push(store);
  return store;
}
const kill = async (store: DeviceStore) => {
  await store.close();
  open.splice(open.indexOf(store), 1);
};
const waiting = async (store: DeviceStore) =>
  (await firstValueFrom(store.unsent())).map(({ record }) => record);
const noted = async (store: DeviceStore) =>
  (await store.memory<readonly RestingPlace[]>(restingKey).get()) ?? [];
const resting = async (store: DeviceStore) => restingAt(store, await noted(store));

afterEach(async () => {
  for (const each of open.splice(0)) await each.forget();
});

describe('a visit made by one tap', () => {
  it('is whole, waits out the time to undo, and is then sent', async () => {
    const store = await phone('tap');
    await recordAtOnce(store, start, 'notIn');
    const tapped = clock.now;
    await settleResting(store, 'due');
    expect(await waiting(store)).toEqual([]);
    clock.now += undoTime - 1;
    await settleResting(store, 'due');
    expect(await waiting(store)).toEqual([]);
    clock.now += 1;
    await settleResting(store, 'due');
    expect(await waiting(store)).toMatchObject([
      { place, outcome: 'notIn', startedAt: tapped, finishedAt: tapped, visitorName: '李芳' },
    ]);
    await settleResting(store, 'due');
    expect(await waiting(store)).toHaveLength(1);
  });

  it('is finished by the next start of an app that was killed before its time was up', async () => {
    const before = await phone('killed');
    await recordAtOnce(before, start, 'notIn');
    await kill(before);
    clock.now += 86_400_000;
    const after = await phone('killed');
    expect(await waiting(after)).toEqual([]);
    await settleResting(after, 'due');
    expect(await waiting(after)).toMatchObject([{ place, outcome: 'notIn' }]);
  });

  it('is finished at once when the app goes out of sight', async () => {
    const store = await phone('hidden');
    await recordAtOnce(store, start, 'notIn');
    await settleResting(store, 'all');
    expect(await waiting(store)).toHaveLength(1);
  });

  it('can be taken back, and nothing of it is left', async () => {
    const store = await phone('undo');
    await recordAtOnce(store, start, 'notIn');
    const [visit] = await resting(store);
    await takeBack(store, visit!);
    clock.now += undoTime;
    await settleResting(store, 'all');
    expect(await store.find('visits', { where: { draft: 1 } })).toEqual([]);
    expect(await waiting(store)).toEqual([]);
  });

  it('ends a half-filled one, whose answers come back with the undo', async () => {
    const store = await phone('half');
    const begun = await store.create(
      'visits',
      { kind: 'round', place, startedAt: 1, finishedAt: 0, answers: { health: 'well' } },
      { draft: true },
    );
    await endAtOnce(store, begun, 'notIn');
    const [visit] = await resting(store);
    expect(visit).toMatchObject({ id: begun.id, outcome: 'notIn', finishedAt: clock.now });
    await takeBack(store, visit!);
    const draft = await store.get('visits', begun.id);
    expect(draft).toMatchObject({ draft: 1, finishedAt: 0, answers: { health: 'well' } });
    expect(draft?.outcome).toBeUndefined();
    clock.now += undoTime;
    await settleResting(store, 'all');
    expect(await waiting(store)).toEqual([]);
  });

  it('keeps both of two quick taps at two doors', async () => {
    const store = await phone('quick');
    const other = 'c1/g1/b1/h0303';
    await Promise.all([
      recordAtOnce(store, start, 'notIn'),
      recordAtOnce(store, { ...start, place: other }, 'refused'),
    ]);
    clock.now += undoTime;
    await settleResting(store, 'due');
    const sent = await waiting(store);
    expect(sent.map((visit) => visit.place).toSorted()).toEqual([place, other]);
  });

  it('keeps both of two quick taps in two tabs', async () => {
    const store = await phone('two-tabs');
    vi.resetModules();
    const otherTab = await import('./resting-visits.ts');
    const door = (n: number) => ({ ...start, place: `c1/g1/b1/h${n}` });
    for (let n = 100; n < 120; n += 2) {
      await Promise.all([
        recordAtOnce(store, door(n), 'notIn'),
        otherTab.recordAtOnce(store, door(n + 1), 'notIn'),
      ]);
    }
    clock.now += undoTime;
    await settleResting(store, 'due');
    expect(await waiting(store)).toHaveLength(20);
  });

  it('is finished by the next start, too, where its household was forgotten', async () => {
    const store = await phone('forgotten');
    await recordAtOnce(store, start, 'notIn');
    // The phone slept between noting the household and writing the visit, and cleared the list when it woke.
    await store.memory<readonly RestingPlace[]>(restingKey).set([]);
    clock.now += undoTime;
    await settleForgotten(store);
    expect(await waiting(store)).toMatchObject([{ place, outcome: 'notIn' }]);
  });

  it('is finished or taken back, never half of each, when both come at the same moment', async () => {
    const store = await phone('same-moment');
    const visit = { kind: 'round', place, startedAt: 1, finishedAt: 0, note: '没人应' } as const;
    for (let n = 0; n < 8; n += 1) {
      const { id } = await store.create('visits', visit, { draft: true });
      await endAtOnce(store, { id, place }, 'notIn');
      clock.now += undoTime;
      const [seen] = await restingAt(store, [{ place, at: clock.now }]);
      if (!seen) throw new Error('nothing rests');
      const both = [() => takeBack(store, seen), () => settleResting(store, 'due')];
      await Promise.all((n % 2 === 0 ? both : both.toReversed()).map((act) => act()));
      const after = await store.get('visits', id);
      const isBack = after?.draft === 1 && after.outcome === undefined && after.finishedAt === 0;
      const isDone = after?.draft === undefined && after?.outcome === 'notIn';
      expect([isBack, isDone]).toContain(true);
      if (isBack) await store.discardDraft('visits', id);
    }
  });

  it('keeps the household noted while its visit is still being written, and forgets it later', async () => {
    const store = await phone('between');
    await store.memory(restingKey).set([{ place, at: clock.now }]);
    await settleResting(store, 'due');
    expect(await noted(store)).toEqual([{ place, at: clock.now }]);
    clock.now += 61_000;
    await settleResting(store, 'due');
    expect(await noted(store)).toEqual([]);
  });
});
