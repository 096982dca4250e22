import '../../../tests/support/indexeddb.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Reader } from '../../domain/access.ts';
import { needStatusOf } from '../../domain/need-steps.ts';
import { openDeviceStore } from '../../store/device-store.ts';
import { fitFor, takeBack, takeStep } from './need-writes.ts';

const head = '0193c1f0-0000-7000-8000-0000000000aa';
const helper = '0193c1f0-0000-7000-8000-0000000000bb';
const reader: Reader = { person: head, grants: [{ role: 'head', place: 'c1/g1' }] };

let made = 0;
async function device() {
  const clock = { now: 1_000_000 };
  const store = await openDeviceStore({
    name: `writes${(made += 1)}`,
    person: head,
    device: 'd1',
    now: () => clock.now,
    newId: () => `0193c1f0-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`,
  });
  onTestFinished(() => store.forget());
  const needs = await store.createMany(
    'needs',
    Array.from({ length: 12 }, (_, n) => ({
      kind: 'need' as const,
      place: 'c1/g1/b1/h0402',
      category: 'repair' as const,
      urgency: 'normal' as const,
      what: `第 ${n} 件`,
      consent: true,
      source: 'door' as const,
      steps: [{ step: 'submitted' as const }],
    })),
  );
  clock.now += 1000;
  const statuses = async () =>
    (await store.find('needs')).map((need) => needStatusOf(need.steps).status);
  return { store, clock, needs, statuses };
}

describe('a step on several needs', () => {
  it('is written for all of them, with the new sorting, and waits to be sent', async () => {
    const { store, needs, statuses } = await device();
    const taken = await takeStep(store, needs, { step: 'triaged' }, { urgency: 'urgent' });
    expect(taken.before.size).toBe(12);
    expect(new Set(await statuses())).toEqual(new Set(['triaged']));
    for (const need of await store.find('needs')) {
      expect(need.urgency).toBe('urgent');
      expect(Object.keys(need.unsent)).toEqual(expect.arrayContaining(['steps', 'urgency']));
    }
  });

  it('is taken back together with the sorting, except where somebody has carried on', async () => {
    const { store, clock, needs, statuses } = await device();
    const taken = await takeStep(store, needs, { step: 'triaged' }, { category: 'other' });
    clock.now += 1000;
    const first = needs[0]?.id ?? '';
    await store.addTo('needs', first, 'steps', { step: 'assigned', assignee: helper });
    clock.now += 1000;
    expect(await takeBack(store, reader, taken)).toBe(11);
    expect((await statuses()).filter((status) => status === 'submitted')).toHaveLength(11);
    expect(await store.get('needs', first)).toMatchObject({ category: 'other' });
    expect(await takeBack(store, reader, taken)).toBe(0);
  });

  it('cannot be taken back after a while', async () => {
    const { store, clock, needs } = await device();
    const taken = await takeStep(store, needs, { step: 'declined', note: '重复登记' });
    clock.now += 11 * 60_000;
    expect(await takeBack(store, reader, taken)).toBe(0);
  });

  it('is for those at which it would count and that are the reader’s', async () => {
    const { store, needs } = await device();
    await takeStep(store, needs.slice(0, 5), { step: 'triaged' });
    const now = await store.find('needs');
    expect(fitFor(reader, now, 'triaged')).toHaveLength(7);
    const other: Reader = { person: helper, grants: [{ role: 'liaison', place: 'c1/g1/b1' }] };
    expect(fitFor(other, now, 'triaged')).toHaveLength(0);
  });
});
