import 'fake-indexeddb/auto';
import type { ReactNode } from 'react';
import { first, Subject, switchMap } from 'rxjs';
import { onTestFinished } from 'vitest';
import type { Grant } from '../../src/domain/access.ts';
import { recordTypes, type Collection, type Records } from '../../src/domain/record-types.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { ServerCalls } from '../../src/protocol/server-calls.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { DeviceProvider, sessionKey } from '../../src/store/device-context.tsx';
import { openStore } from '../../src/store/device-store.ts';
import { carriedOn, someServerKey } from './carried-on.ts';
import { renderScreen } from '../../src/ui/render-screen.tsx';

let made = 0;
const newId = (): string => {
  made += 1;
  return `0193c1f0-0000-7000-8000-${String(made).padStart(12, '0')}`;
};

/** A record as the server would have sent it. */
export interface Received {
  readonly c: Collection;
  readonly record: AnyRecord;
}

type Given<C extends Collection> = Omit<
  Records[C],
  'id' | 'involves' | 'createdAt' | 'createdBy' | 'version' | 'receivedAt'
> &
  Partial<Records[C]>;

/** A record that the server holds: what is not said is filled in. */
export function received<C extends Collection>(c: C, fields: Given<C>, at: number): Received {
  const base = {
    id: newId(),
    involves: [],
    createdAt: at,
    createdBy: 'somebody',
    version: 1,
    receivedAt: at,
  };
  return { c, record: { ...base, ...fields } };
}

/** Draws a screen on a real store in a fake IndexedDB, for a person with these posts, at a fixed time. */
export async function screenOnDevice(
  screen: ReactNode,
  {
    name = '李芳',
    person = '0193c1f0-0000-7000-8000-00000000000a',
    grants,
    records = [],
    now,
    slow,
    ...at
  }: {
    readonly name?: string;
    readonly person?: string;
    readonly grants: readonly Grant[];
    readonly records?: readonly Received[];
    readonly now: number;
    /** A collection whose records the screen does not get before `arrive` is called. */
    readonly slow?: Collection;
    readonly route?: string;
    readonly address?: string;
  },
) {
  const storeName = `screen${newId()}`;
  const opened = await openStore(
    { name: storeName, person, device: 'd1', now: () => now, newId },
    recordTypes,
  );
  const { store, sync } = opened;
  await sync.takePage({ copies: records, gone: [] }, null);
  let syncs = 0;
  let compares = 0;
  const arrived = new Subject<void>();
  const late = arrived.pipe(first());
  const watch: typeof store.watch = (c, query) =>
    c === slow ? late.pipe(switchMap(() => store.watch(c, query))) : store.watch(c, query);
  const session = {
    device: { id: 'd1', name: 'phone' },
    person: { id: person, name },
    community: 'c1',
    grants: [...grants],
    scopeEpoch: '1',
    epoch: '1',
    protocol: 1,
    carried: { key: someServerKey, known: true },
    serverTime: now,
  };
  await store.memory<SessionAnswer>(sessionKey).set(session);
  const device = {
    store: { ...store, watch },
    session,
    server: {} as ServerCalls,
    carried: carriedOn(storeName, opened),
    syncNow: () => {
      syncs += 1;
    },
    compareNow: () => {
      compares += 1;
    },
    signOut: async () => ({ ok: true as const }),
  };
  const drawn = await renderScreen(<DeviceProvider value={device}>{screen}</DeviceProvider>, at);
  onTestFinished(async () => {
    drawn.unmount();
    await store.forget();
  });
  return {
    ...drawn,
    store,
    sync,
    carried: device.carried,
    syncs: () => syncs,
    compares: () => compares,
    person,
    arrive: () => arrived.next(),
  };
}
