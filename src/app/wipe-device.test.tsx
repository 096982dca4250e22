import 'fake-indexeddb/auto';
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../store/device-store.ts';
import type { AnsweredRow } from '../store/settling.ts';
import type { EngineStatus } from '../store/sync-status.ts';
import {
  endedHow,
  finishRemoval,
  forgetEnding,
  noteRemoval,
  wipeWhenEnded,
} from './wipe-device.ts';

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
  const { store, sync, carried } = await openStore(options);
  open.push(store);
  const happened: string[] = [];
  const stop = wipeWhenEnded(
    { store, carried },
    {
      stop: async () => void happened.push('stopped'),
      gone: async () => void happened.push('gone'),
    },
  );
  const say = (part: Partial<EngineStatus>) =>
    sync.saveStatus({ phase: 'upToDate', syncedAt: now, ...part });
  const note = () =>
    store.create('people', { kind: 'resident', place: 'c1/g1/b1/h1', name: '何秀兰' });
  return { name, store, sync, carried, say, note, happened, stop };
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

  it('as given back waits for what is half filled, and for what it carries for others', async () => {
    const { name, store, carried, say, happened } = await phone();
    const half = { kind: 'round', place: 'c1/g1/b1/h1', startedAt: 1, finishedAt: 0 } as const;
    const visit = await store.create('visits', half, { draft: true });
    const parcel = { id: 'p1', takenAt: now, state: 'waiting', parcel: new Uint8Array(8) } as const;
    await carried.keepCarried(parcel);
    await say({ phase: 'signedOut', problem: 'deviceHandedIn' });
    const aMoment = () =>
      new Promise((later) => {
        setTimeout(later, 100);
      });
    await aMoment();
    expect(happened).toEqual([]);
    await store.discardDraft('visits', visit.id);
    await aMoment();
    expect(happened).toEqual([]);
    await carried.keepCarried({ id: 'p1', takenAt: now, state: 'delivered' });
    await waitFor(() => expect(happened).toEqual(['stopped', 'gone']));
    expect(await databases(name)).toBe(0);
  });

  const aMoment = () =>
    new Promise((later) => {
      setTimeout(later, 60);
    });
  const rounds = [1, 2, 3, 4, 5];

  it.each(rounds)('as given back keeps what is refused in that moment, round %i', async () => {
    const { sync, say, note, happened, stop } = await phone();
    const { id, unsent } = await note();
    await say({ phase: 'signedOut', problem: 'deviceHandedIn' });
    await aMoment();
    const refused: AnsweredRow = {
      c: 'people',
      id,
      row: { op: 'create', r: { name: '何秀兰' } },
      taken: { '*': unsent['*']?.at ?? 0 },
      outcome: 'refused',
      problem: { code: 'badRow' },
      gone: true,
      place: 'c1/g1/b1/h1',
      kind: 'resident',
    };
    await sync.settle([refused], null);
    await aMoment();
    stop();
    expect(happened).toEqual([]);
  });

  it.each(rounds)('as given back keeps what is finished in that moment, round %i', async () => {
    const { store, say, happened, stop } = await phone();
    const half = { kind: 'round', place: 'c1/g1/b1/h1', startedAt: 1, finishedAt: 0 } as const;
    const { id } = await store.create('visits', half, { draft: true });
    await say({ phase: 'signedOut', problem: 'deviceHandedIn' });
    await aMoment();
    await store.finishDraft('visits', id, { outcome: 'met', finishedAt: now });
    await aMoment();
    stop();
    expect(happened).toEqual([]);
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

  it('goes on with a sign-out that was cut short, and tells nobody of an end that there was not', async () => {
    const { name, store } = await phone();
    noteRemoval('signedOut');
    await store.close();
    await finishRemoval(name);
    expect(await databases(name)).toBe(0);
    expect(endedHow()).toBeNull();
    expect(localStorage.length).toBe(0);
  });
});
