import '../../tests/support/indexeddb.ts';
import { expect, it } from 'vitest';
import { rawStorage } from '../../tests/support/raw-storage.ts';
import { openDeviceStore } from './device-store.ts';
import { storedMemory } from './stored-memory.ts';

it('reads a value of a store that is not open, and makes none where there is none', async () => {
  expect(await storedMemory('kept', 'session')).toBeUndefined();
  expect(await rawStorage()).toBe('[]');
  const open = () =>
    openDeviceStore({
      name: 'kept',
      person: 'p1',
      device: 'd1',
      now: () => 1,
      newId: () => crypto.randomUUID(),
    });
  const store = await open();
  await store.memory('session').set({ person: '王芳' });
  // Another tab may have it open.
  expect(await storedMemory('kept', 'session')).toEqual({ person: '王芳' });
  await store.close();
  expect(await storedMemory('kept', 'session')).toEqual({ person: '王芳' });
  expect(await storedMemory('kept', 'other')).toBeUndefined();
  await (await open()).forget();
  expect(await storedMemory('kept', 'session')).toBeUndefined();
  expect(await rawStorage()).toBe('[]');
});
