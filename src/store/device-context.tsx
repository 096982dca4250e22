import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { map, type Observable } from 'rxjs';
import type { Reader } from '../domain/access.ts';
import type { Collection } from '../domain/record-types.ts';
import type { ServerCalls } from '../protocol/server-calls.ts';
import type { SessionAnswer } from '../protocol/session.ts';
import type { CarriedEntry, PackedEntry } from './carried-entry.ts';
import type { CarriedWork } from './carried-work.ts';
import type { DeviceStore } from './device-store.ts';
import type { Local } from './local-record.ts';
import type { Query } from './query.ts';
import type { ReturnedEntry, UnsentEntry } from './returned-entry.ts';
import { sharedStream } from './shared-streams.ts';
import { neverSynced, type SyncStatus } from './sync-status.ts';

/** What a signed-in device offers to every screen. */
export interface DeviceValue {
  readonly store: DeviceStore;
  /** Who is signed in, as it was known when the app opened; `useSession` hears of changes. */
  readonly session: SessionAnswer;
  readonly server: ServerCalls;
  /** What leaves and comes by hand, where no network does. */
  readonly carried: CarriedWork;
  /** Tries to sync at once, whatever the back-off says. */
  syncNow(): void;
  /** Compares what is held with the server's, and mends what differs. */
  compareNow(): void;
  /** Signs out; refused with the number of unsent records unless `evenUnsent`. */
  signOut(how?: { readonly evenUnsent?: boolean }): Promise<SignOutAnswer>;
}

export type SignOutAnswer = { readonly ok: true } | { readonly ok: false; readonly unsent: number };

/** Where the store keeps the session among its small values. */
export const sessionKey = 'session';

const DeviceContext = createContext<DeviceValue | null>(null);

export function DeviceProvider({
  value,
  children,
}: {
  readonly value: DeviceValue;
  readonly children: ReactNode;
}) {
  return <DeviceContext.Provider value={value}>{children}</DeviceContext.Provider>;
}

/** The device of whoever is signed in; only screens behind the enrolment use it. */
export function useDevice(): DeviceValue {
  const device = useContext(DeviceContext);
  if (!device) throw new Error('useDevice outside of DeviceProvider');
  return device;
}

/** The last value of a stream; an answer to an older question is not shown. */
function useStream<T>(key: string, open: (store: DeviceStore) => Observable<T>): T | undefined {
  const { store } = useDevice();
  const listen = useCallback(
    (hear: () => void) => sharedStream(store, key, () => open(store)).listen(hear),
    // The key says everything that `open` depends on.
    // oxlint-disable-next-line react/exhaustive-deps
    [store, key],
  );
  const heard = useSyncExternalStore(listen, () =>
    sharedStream(store, key, () => open(store)).heard(),
  );
  if (!heard) return undefined;
  if ('value' in heard) return heard.value;
  const { failure } = heard;
  throw failure instanceof Error ? failure : new Error('stream failed', { cause: failure });
}

/** Who is signed in and what he may hold, as the server last said. */
export function useSession(): SessionAnswer {
  return useMemory(sessionKey, useDevice().session)[0];
}

/** Whoever is signed in, with the grants in force, as the policy wants it. */
export function useReader(): Reader {
  const session = useSession();
  const now = useNow();
  const inForce = session.grants.filter((grant) => grant.until === undefined || now < grant.until);
  const key = JSON.stringify([session.person.id, inForce]);
  return useMemo(() => {
    const [person, grants] = JSON.parse(key) as [string, Reader['grants']];
    return { person, grants };
  }, [key]);
}

const recordsKey = (c: Collection, query: Query<Collection>) => JSON.stringify([c, query]);

/** The records that match, live; undefined while they are being read. */
export function useRecords<C extends Collection>(
  c: C,
  query: Query<C> = {},
): readonly Local<C>[] | undefined {
  return useStream(recordsKey(c, query), (store) => store.watch(c, query));
}

type Question = readonly [Collection, Query<Collection>];

/** Has these ready for the screen that is likely to come next, once this one has been drawn. */
export function useReadied(questions: readonly Question[]): void {
  const { store } = useDevice();
  const key = JSON.stringify(questions);
  useEffect(() => {
    const listening: (() => void)[] = [];
    const soon = setTimeout(() => {
      for (const [c, query] of JSON.parse(key) as Question[]) {
        const stream = sharedStream(store, recordsKey(c, query), () => store.watch(c, query));
        listening.push(stream.listen(() => undefined));
      }
    }, 150);
    return () => {
      clearTimeout(soon);
      for (const stop of listening) stop();
    };
  }, [store, key]);
}

/** One record, live; undefined while it is being read, null when the device has none. */
export function useRecord<C extends Collection>(
  c: C,
  id: string | null,
): Local<C> | null | undefined {
  return useStream(JSON.stringify([c, id]), (store) => store.watchOne(c, id ?? ''));
}

export function useSyncStatus(): SyncStatus {
  return useStream('syncStatus', (store) => store.syncStatus) ?? { ...neverSynced, unsent: 0 };
}

export function useUnsent(): readonly UnsentEntry[] | undefined {
  return useStream('unsent', (store) => store.unsent());
}

export function useReturned(): readonly ReturnedEntry[] | undefined {
  return useStream('returned', (store) => store.returned());
}

/** Parcels that this device packed, newest first. */
export function usePacked(): readonly PackedEntry[] | undefined {
  const { carried } = useDevice();
  return useStream('packed', () => carried.packed());
}

/** Parcels that this device carries for others, newest first. */
export function useCarried(): readonly CarriedEntry[] | undefined {
  const { carried } = useDevice();
  return useStream('carried', () => carried.carried());
}

/** A small value that stays on this device, and how to change it; `initial` until there is one. */
export function useMemory<T>(key: string, initial: T): [T, (value: T) => void] {
  const { store } = useDevice();
  const stored = useStream(`memory:${key}`, (here) =>
    here
      .memory<T>(key)
      .watch()
      .pipe(map((value) => ({ value }))),
  );
  const set = useCallback((value: T) => void store.memory<T>(key).set(value), [store, key]);
  return [stored?.value === undefined ? initial : stored.value, set];
}

/** The device's time, corrected by the server's, anew every `everyMs`. */
export function useNow(everyMs = 30_000): number {
  const { store } = useDevice();
  const [now, setNow] = useState(() => store.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(store.now()), everyMs);
    return () => clearInterval(timer);
  }, [store, everyMs]);
  return now;
}
