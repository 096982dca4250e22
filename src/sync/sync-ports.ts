import type { ServerCalls } from '../protocol/server-calls.ts';
import type { SessionAnswer } from '../protocol/session.ts';
import type { StorageEstimate } from '../store/sync-status.ts';
import type { CarriedErrands } from './carried/deliver-parcels.ts';
import type { SyncStore } from './sync-store.ts';

export interface Timers {
  /** Runs `then` once after `ms`; the answer takes that back. */
  after(ms: number, then: () => void): () => void;
}

export type StreamState = 'open' | 'closed';

/** Everything that is not deterministic, and everything outside, comes in here. */
export interface SyncPorts {
  readonly store: SyncStore;
  readonly calls: Pick<ServerCalls, 'pull' | 'push' | 'session' | 'compare' | 'parts'>;
  /** The device's own clock (ms), uncorrected. */
  now(): number;
  readonly timers: Timers;
  /** A number from 0 up to 1. */
  chance(): number;
  /** Opens the server's stream: `onHint` when there is something to pull, `onState` also at each sign of life. */
  openStream(onHint: () => void, onState: (state: StreamState) => void): () => void;
  readonly locks: SyncLocks;
  /** Words between the tabs of this device. */
  readonly channel: {
    post(word: string): void;
    listen(hear: (word: string) => void): () => void;
  };
  /** Calls `hear` when trying again at once makes sense: back online, the app looked at again. */
  onHint(hear: () => void): () => void;
  isVisible(): boolean;
  readonly session: {
    get(): Promise<SessionAnswer | undefined>;
    set(session: SessionAnswer): Promise<void>;
  };
  storage(): Promise<StorageEstimate | null>;
  /** Handing in what is carried for others; none where nobody carries. */
  readonly errands?: CarriedErrands;
  /** Hears what was thrown: a mistake of ours that no code says, for whoever is asked for help. */
  readonly onError?: (error: unknown) => void;
  /** The app's version, for the overview of who has not been heard of. */
  readonly app: string;
}

export interface SyncLocks {
  /**
   * Waits for the lock, or takes it away from whoever has it; runs `work` while holding it. `lost` is aborted when
   * somebody takes it away; the promise ends when the lock is free again or `stop` was aborted before it was got.
   */
  hold(
    name: string,
    how: { readonly steal: boolean; readonly stop: AbortSignal },
    work: (lost: AbortSignal) => Promise<void>,
  ): Promise<void>;
}
