import 'fake-indexeddb/auto';
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../store/device-store.ts';
import type { EngineStatus } from '../store/sync-status.ts';
import { endedHow, finishRemoval, forgetEnding, wipeWhenEnded } from './wipe-device.ts';

const now = Date.parse('2026-11-21T10:32:00+08:00');
const person = '0193c1f0-0000-7000-8000-00000000000a';
let made = 0;
const newId = () => {
  made += 1;
  return `0193c1f0-0000-7000-8000-${String(made).padStart(12, '0')}`;
};
const databases = async (name: string) =>
  (await indexedDB.databases()).filter((one) => one.name?.includes(name)).length;

beforeEach(() => localStorage.clear());

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function phone() {
  const name = `wiped${newId().slice(-4)}`;
  const options = { name, person, device: 'd1', now: () => now, newId };
  const { store, sync } = await openStore(options);
  open.push(store);
  const happened: string[] = [];
  const stop = wipeWhenEnded(store, {
    stop: async () => void happened.push('stopped'),
    gone: async () => void happened.push('gone'),
  });
  const say = (part: Partial<EngineStatus>) =>
    sync.saveStatus({ phase: 'upToDate', syncedAt: now, ...part });
  const note = () =>
    store.create('people', { kind: 'resident', place: 'c1/g1/b1/h1', name: '何秀兰' });
  return { name, store, sync, say, note, happened, stop };
}

describe('a device whose use was ended', () => {
  it('as lost forgets everything, what was not uploaded with it, and says why', async () => {
    const { name, say, note, happened } = await phone();
    await note();
    await say({ phase: 'signedOut', problem: 'deviceRevoked' });
    await waitFor(() => expect(happened).toEqual(['stopped', 'gone']));
    expect(await databases(name)).toBe(0);
    expect(endedHow()).toBe('lost');
    forgetEnding();
    expect(endedHow()).toBeNull();
  });

  it('as given back waits until nothing is left that only it has', async () => {
    const { name, sync, say, note, happened } = await phone();
    const written = await note();
    await say({ phase: 'signedOut', problem: 'deviceHandedIn' });
    await new Promise((later) => {
      setTimeout(later, 100);
    });
    expect(happened).toEqual([]);
    // The server has it.
    const { unsent: _, unsentSince: __, ...copy } = written;
    const record = { ...copy, version: 7, receivedAt: now };
    await sync.takePage({ copies: [{ c: 'people', record }], gone: [] }, null);
    await waitFor(() => expect(happened).toEqual(['stopped', 'gone']));
    expect(await databases(name)).toBe(0);
    expect(endedHow()).toBe('returned');
  });

  it('is no device that is only signed out: that keeps its work', async () => {
    const { name, say, happened, stop } = await phone();
    await say({ phase: 'signedOut', problem: 'sessionEnded' });
    await say({ phase: 'failed', problem: 'deviceRevoked' });
    await new Promise((later) => {
      setTimeout(later, 100);
    });
    stop();
    expect(happened).toEqual([]);
    expect(await databases(name)).toBeGreaterThan(0);
    expect(endedHow()).toBeNull();
  });

  it('goes on with a removal that was cut short, before anything is opened', async () => {
    const { name, store } = await phone();
    await store.close();
    localStorage.setItem('linli.removing', 'lost');
    await finishRemoval(name);
    expect(await databases(name)).toBe(0);
    expect(endedHow()).toBe('lost');
    await finishRemoval(name);
    expect(endedHow()).toBe('lost');
  });
});
