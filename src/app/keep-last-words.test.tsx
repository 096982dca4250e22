import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeviceStore, type DeviceStore } from '../store/device-store.ts';
import { lastWords, noteLastWords } from '../ui/last-words.ts';
import { keepLastWords } from './keep-last-words.ts';

const half = { kind: 'round', place: 'c1/g1/b1/h1', startedAt: 1, finishedAt: 0 } as const;
let store: DeviceStore;
let made = 0;

beforeEach(async () => {
  localStorage.clear();
  store = await openDeviceStore({
    name: `words${(made += 1)}`,
    person: 'p1',
    device: 'd1',
    now: () => 1_000,
    newId: () => crypto.randomUUID(),
  });
});
afterEach(() => store.forget());

describe('what was typed when the page went', () => {
  it('is in its draft when the app opens again, and nowhere else', async () => {
    const { id } = await store.create('visits', { ...half, note: '门口' }, { draft: true });
    noteLastWords({ where: `visits/${id}/note`, text: '门口有煤气味' });
    await keepLastWords(store);
    expect(await store.get('visits', id)).toMatchObject({ note: '门口有煤气味', draft: 1 });
    expect(lastWords()).toBeNull();
  });

  it('changes nothing that was finished since, and is forgotten with what is gone', async () => {
    const { id } = await store.create('visits', { ...half, note: '门口' }, { draft: true });
    await store.finishDraft('visits', id, { outcome: 'met', finishedAt: 2 });
    for (const where of [`visits/${id}/note`, 'visits/gone/note', 'nothing/x/y']) {
      noteLastWords({ where, text: '门口有煤气味' });
      await keepLastWords(store);
      expect(lastWords()).toBeNull();
    }
    expect((await store.get('visits', id))?.note).toBe('门口');
  });
});
