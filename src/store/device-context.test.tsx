import '../../tests/support/indexeddb.ts';
import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { ServerCalls } from '../protocol/server-calls.ts';
import type { CarriedWork } from './carried-work.ts';
import {
  DeviceProvider,
  useMemory,
  useReader,
  useRecord,
  useRecords,
  type DeviceValue,
} from './device-context.tsx';
import { openDeviceStore } from './device-store.ts';

const closing: (() => Promise<void>)[] = [];
let opened = 0;
let ids = 0;

async function device(): Promise<DeviceValue> {
  const store = await openDeviceStore({
    name: `context${++opened}`,
    person: 'p1',
    device: 'd1',
    now: () => 1_000,
    newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  });
  closing.push(() => store.forget());
  return {
    store,
    session: {
      device: { id: 'd1', name: 'phone' },
      person: { id: 'p1', name: '王芳' },
      community: 'c1',
      grants: [
        { role: 'liaison', place: 'c1/g1/b1' },
        { role: 'head', place: 'c1/g1', until: 900 },
      ],
      scopeEpoch: 's',
      epoch: 'e',
      protocol: 1,
      serverTime: 0,
    },
    server: {} as ServerCalls,
    carried: {} as CarriedWork,
    syncNow: () => undefined,
    compareNow: () => undefined,
    signOut: async () => ({ ok: true }),
  };
}

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const home = (name: string) => ({ kind: 'household', place: `c1/g1/b1/h${name}`, name }) as const;

it('shows records live, loading first, and nothing of an older question', async () => {
  const value = await device();
  const first = await value.store.create('places', home('101'));
  await value.store.create('places', home('102'));
  const shown: string[] = [];
  function Screen() {
    const [name, setName] = useState('101');
    const rows = useRecords('places', { where: { name } });
    const text = rows ? rows.map((row) => `${row.name}:${row.remark ?? ''}`).join() : 'loading';
    shown.push(`${name}/${text}`);
    return (
      <button type="button" onClick={() => setName('102')}>
        {text}
      </button>
    );
  }
  render(
    <DeviceProvider value={value}>
      <Screen />
    </DeviceProvider>,
  );
  await screen.findByText('101:');
  await act(() => value.store.edit('places', first.id, { remark: '后门' }));
  await screen.findByText('101:后门');
  act(() => screen.getByRole('button').click());
  await screen.findByText('102:');
  expect(shown[0]).toBe('101/loading');
  expect(shown.filter((each) => each.startsWith('102/101'))).toEqual([]);
});

it('tells a record that is not here from one that is still being read', async () => {
  const value = await device();
  const shown: unknown[] = [];
  function Screen() {
    const record = useRecord('places', 'nothing');
    shown.push(record);
    return <p>{record === null ? 'none' : 'loading'}</p>;
  }
  render(
    <DeviceProvider value={value}>
      <Screen />
    </DeviceProvider>,
  );
  await screen.findByText('none');
  expect(shown[0]).toBeUndefined();
});

it('knows the grants in force, and keeps small values', async () => {
  const value = await device();
  function Screen() {
    const reader = useReader();
    const [elder, setElder] = useMemory('elder', false);
    return (
      <button type="button" onClick={() => setElder(true)}>
        {`${reader.grants.map(({ role }) => role).join()} ${String(elder)}`}
      </button>
    );
  }
  render(
    <DeviceProvider value={value}>
      <Screen />
    </DeviceProvider>,
  );
  await screen.findByText('liaison false');
  act(() => screen.getByRole('button').click());
  await screen.findByText('liaison true');
  expect(await value.store.memory<boolean>('elder').get()).toBe(true);
});
