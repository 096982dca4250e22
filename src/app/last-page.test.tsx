import { expect, it } from 'vitest';
import { pageToReopen, rememberPage } from './last-page.ts';

function deviceAt(now: number) {
  const kept = new Map<string, unknown>();
  const clock = { now };
  return {
    clock,
    kept,
    now: () => clock.now,
    memory: <T,>(key: string) => ({
      get: async () => kept.get(key) as T | undefined,
      set: async (value: T) => void kept.set(key, value),
      change: async () => {
        throw new Error('nobody changes the last page');
      },
      watch: () => {
        throw new Error('nobody watches the last page');
      },
    }),
  };
}

it('opens again where it was, but not the next morning', async () => {
  const device = deviceAt(1_800_000_000_000);
  await rememberPage(device, '/visit/1?step=look');
  device.clock.now += 60_000;
  expect(await pageToReopen(device)).toBe('/visit/1?step=look');
  device.clock.now += 3 * 3_600_000;
  expect(await pageToReopen(device)).toBeNull();
});

it('opens nothing that is not a page of the app', async () => {
  const device = deviceAt(1_800_000_000_000);
  for (const address of ['//elsewhere.example', 'https://elsewhere.example', '/']) {
    device.kept.set('lastPage', { address, at: device.now() });
    expect(await pageToReopen(device)).toBeNull();
  }
});

it('keeps the page one was on while the bare address finds its way there', async () => {
  const device = deviceAt(1_800_000_000_000);
  await rememberPage(device, '/door/c1');
  await rememberPage(device, '/');
  expect(await pageToReopen(device)).toBe('/door/c1');
});
