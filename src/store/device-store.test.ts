import '../../tests/support/indexeddb.ts';
import { firstValueFrom, filter } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { removal, wholeRecord } from '../domain/merge.ts';
import { openDeviceStore, type DeviceStore } from './device-store.ts';
import { within } from './query.ts';

const person = '0193c1f0-0000-7000-8000-0000000000aa';
const open: DeviceStore[] = [];
let opened = 0;
let ids = 0;

const uuid = () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`;

async function store(clock = { now: 1_000_000 }): Promise<DeviceStore> {
  const made = await openDeviceStore({
    name: `test${++opened}`,
    person,
    device: 'd1',
    now: () => clock.now,
    newId: uuid,
  });
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.forget();
});

const home = { kind: 'household', place: 'c1/g1/b1/h101', name: '101' } as const;

describe('what is written on the device', () => {
  it('is there at once, waiting to be sent as a whole', async () => {
    const device = await store();
    const made = await device.create('places', home);
    expect(made).toMatchObject({ name: '101', version: 0, createdBy: person });
    expect(await device.get('places', made.id)).toEqual(made);
    expect(Object.keys(made.unsent)).toEqual([wholeRecord]);
    const waiting = await firstValueFrom(device.unsent());
    expect(waiting.map(({ c, id }) => ({ c, id }))).toEqual([{ c: 'places', id: made.id }]);
  });

  it('marks only the fields that an edit changed, and raises the stamp of an unsent record', async () => {
    const clock = { now: 1_000_000 };
    const device = await store(clock);
    const made = await device.create('places', home);
    clock.now -= 500_000;
    await device.edit('places', made.id, { name: '102', remark: null });
    const edited = await device.get('places', made.id);
    expect(Object.keys(edited?.unsent ?? {}).toSorted()).toEqual([wholeRecord, 'name']);
    expect(edited?.unsent['name']?.at).toBeGreaterThan(made.unsent[wholeRecord]?.at ?? Infinity);
    expect(edited?.unsent[wholeRecord]?.at).toBe(edited?.unsent['name']?.at);
  });

  it('stays a draft, unmarked, until it is finished', async () => {
    const device = await store();
    const visit = await device.create(
      'visits',
      { kind: 'round', place: home.place, startedAt: 1, finishedAt: 1 },
      { draft: true },
    );
    await device.edit('visits', visit.id, { note: '门口有煤气味' });
    expect(await firstValueFrom(device.unsent())).toEqual([]);
    expect(await device.find('visits')).toEqual([]);
    expect(await device.find('visits', { limit: 5 })).toEqual([]);
    expect(await device.find('visits', { where: { draft: 1 } })).toHaveLength(1);
    await device.finishDraft('visits', visit.id, { outcome: 'met', finishedAt: 2 });
    const sent = await device.find('visits', { where: { place: within('c1/g1') } });
    expect(sent[0]).toMatchObject({ note: '门口有煤气味', outcome: 'met', finishedAt: 2 });
    expect(Object.keys(sent[0]?.unsent ?? {})).toEqual([wholeRecord]);
  });

  it('fills in id, time and author of a step, and keeps steps written in the same moment', async () => {
    const device = await store();
    const need = await device.create('needs', {
      kind: 'need',
      place: home.place,
      category: 'repair',
      urgency: 'normal',
      what: '灯坏了',
      consent: true,
      source: 'door',
      steps: [{ step: 'submitted' }],
    });
    await Promise.all([
      device.addTo('needs', need.id, 'steps', { step: 'triaged' }),
      device.addTo('needs', need.id, 'steps', { step: 'declined', note: '已自行解决' }),
      device.edit('needs', need.id, { urgency: 'urgent' }),
    ]);
    const after = await device.get('needs', need.id);
    expect(after?.steps.map((step) => step.step)).toEqual(['submitted', 'triaged', 'declined']);
    expect(after?.urgency).toBe('urgent');
    expect(new Set(after?.steps.map((step) => step.id)).size).toBe(3);
    expect(after?.steps.every((step) => step.by === person)).toBe(true);
  });

  it('shows changes to whoever watches, and the same object for what did not change', async () => {
    const device = await store();
    const [a, b] = await device.createMany('places', [
      home,
      { ...home, place: 'c1/g1/b1/h102', name: '102' },
    ]);
    const seen: (readonly { name: string }[])[] = [];
    const watching = device
      .watch('places', { where: { place: within('c1/g1/b1') }, sort: [{ place: 'asc' }] })
      .subscribe((rows) => seen.push(rows));
    await firstValueFrom(device.watch('places').pipe(filter((rows) => rows.length === 2)));
    await device.edit('places', b!.id, { name: '102A' });
    await expect.poll(() => seen.at(-1)?.map((row) => row.name)).toEqual(['101', '102A']);
    expect(seen.at(-1)?.[0]).toBe(seen.at(-2)?.[0]);
    expect(a?.name).toBe('101');
    watching.unsubscribe();
  });

  it('hides what is being removed and keeps it until the server knows', async () => {
    const device = await store();
    const made = await device.create('places', home);
    await device.remove('places', made.id);
    expect(await device.get('places', made.id)).toBeNull();
    expect(await device.find('places')).toEqual([]);
    const waiting = await firstValueFrom(device.unsent());
    expect(Object.keys(waiting[0]?.record.unsent ?? {})).toContain(removal);
  });
});
