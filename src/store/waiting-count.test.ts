import '../../tests/support/indexeddb.ts';
import { firstValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { openStore } from './device-store.ts';

const place = 'c1/g1/b1/h101';
const visit = { kind: 'round', place, startedAt: 1, finishedAt: 1 } as const;

it('counts what waits in every collection, and tells of each change to it', async () => {
  let ids = 0;
  const { store, sync } = await openStore({
    name: 'waiting',
    person: '0193c1f0-0000-7000-8000-0000000000aa',
    device: 'd1',
    now: () => 1_000_000,
    newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  });
  const heard: number[] = [];
  const deafen = sync.onWaiting((count) => heard.push(count));
  const both = async () => [
    await sync.countWaiting(),
    (await firstValueFrom(store.unsent())).length,
    (await firstValueFrom(store.syncStatus)).unsent,
  ];
  expect(await both()).toEqual([0, 0, 0]);
  const made = await store.create('visits', visit);
  await store.create('places', { kind: 'household', place, name: '101' });
  const draft = await store.create('visits', visit, { draft: true });
  expect(await both()).toEqual([2, 2, 2]);
  await store.finishDraft('visits', draft.id);
  expect(await both()).toEqual([3, 3, 3]);

  // The count stays, yet whoever could not send it before is to try again.
  const before = heard.length;
  await store.edit('visits', made.id, { note: '补充' });
  expect(await both()).toEqual([3, 3, 3]);
  expect(heard.slice(before)).toEqual([3]);

  await sync.settle(
    [
      {
        c: 'visits',
        id: made.id,
        row: { op: 'create', r: {} },
        taken: { '*': 1e15, note: 1e15 },
        outcome: 'refused',
        problem: { code: 'tooLarge' },
        place,
        kind: 'round',
      },
    ],
    null,
  );
  expect(await both()).toEqual([2, 2, 2]);
  deafen();
  await store.forget();
});
