import type { Observable, Subscription } from 'rxjs';
import type { DeviceStore } from './device-store.ts';

/** What a stream has said last; undefined while it has said nothing. */
export type Heard<T> = { readonly value: T } | { readonly failure: unknown } | undefined;

/** One live question that all who ask it share. */
export interface SharedStream<T> {
  /** Calls `hear` whenever there is something new to hear; answers how to stop. */
  listen(hear: () => void): () => void;
  heard(): Heard<T>;
  /** Hears no more; whoever still listens is told nothing any longer. */
  close(): void;
}

/** From screen to screen the same is asked again: what is known is kept for so long (ms) after the last listener. */
const lingering = 2_000;

function shared<T>(open: () => Observable<T>, over: () => void): SharedStream<T> {
  const listeners = new Set<() => void>();
  let subscription: Subscription | null = null;
  let heard: Heard<T>;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const say = (next: Heard<T>) => {
    heard = next;
    for (const hear of listeners) hear();
  };
  const leave = () => {
    clearTimeout(leaving);
    subscription?.unsubscribe();
    over();
  };
  return {
    heard: () => heard,
    close: leave,
    listen(hear) {
      clearTimeout(leaving);
      listeners.add(hear);
      subscription ??= open().subscribe({
        next: (value) => say({ value }),
        error: (failure: unknown) => say({ failure }),
      });
      return () => {
        listeners.delete(hear);
        if (listeners.size > 0) return;
        clearTimeout(leaving);
        // Whoever tries again after a failure is to try, not to be told of the last one.
        if (heard && 'failure' in heard) leave();
        else leaving = setTimeout(leave, lingering);
      };
    },
  };
}

const streams = new WeakMap<DeviceStore, Map<string, SharedStream<unknown>>>();

/** The stream of a question to this store; `key` says everything that `open` depends on. */
export function sharedStream<T>(
  store: DeviceStore,
  key: string,
  open: () => Observable<T>,
): SharedStream<T> {
  const known = streams.get(store) ?? new Map<string, SharedStream<unknown>>();
  streams.set(store, known);
  const running = known.get(key) as SharedStream<T> | undefined;
  if (running) return running;
  const stream = shared(open, () => {
    if (known.get(key) === stream) known.delete(key);
  });
  known.set(key, stream);
  return stream;
}

/** Before the store is closed: a question still open then would be asked of a database that is gone. */
export function closeStreams(store: DeviceStore): void {
  for (const stream of streams.get(store)?.values() ?? []) stream.close();
}
