import type { Fetch } from '../protocol/server-calls.ts';
import type { StorageEstimate } from '../store/sync-status.ts';
import type { SyncPorts } from '../sync/sync-ports.ts';
import { browserLocks } from './browser-locks.ts';
import { version } from './version.ts';

/** The browser's fetch for the server's calls; the session travels in a cookie that scripts cannot read. */
export const browserFetch: Fetch = (path, init) =>
  fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' });

const openStream: SyncPorts['openStream'] = (onHint, onState) => {
  const source = new EventSource('/api/v1/sync/stream');
  const alive = () => onState('open');
  source.addEventListener('open', alive);
  source.addEventListener('heartbeat', alive);
  source.addEventListener('changed', onHint);
  // The browser would try again every few seconds for ever; when to try is for the engine to say.
  source.addEventListener('error', () => {
    source.close();
    onState('closed');
  });
  return () => source.close();
};

function tabChannel(name: string): SyncPorts['channel'] {
  const channel = new BroadcastChannel(name);
  return {
    // The rule takes the channel for a window; a channel has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (word) => channel.postMessage(word),
    listen(hear) {
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') hear(data);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}

const isVisible = () => document.visibilityState === 'visible';

function whenWorthTrying(hear: () => void): () => void {
  const seen = () => {
    if (isVisible()) hear();
  };
  window.addEventListener('online', hear);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', hear);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** Asks the browser not to clear this app's storage when space runs short. */
export async function askToPersist(): Promise<void> {
  await navigator.storage?.persist?.();
}

async function storage(): Promise<StorageEstimate | null> {
  // Absent where the page was not loaded over a secure connection; Safari 16 cannot estimate.
  const manager = navigator.storage as Partial<StorageManager> | undefined;
  if (!manager?.estimate || !manager.persisted) return null;
  const [{ usage, quota }, persisted] = await Promise.all([
    manager.estimate(),
    manager.persisted(),
  ]);
  return { usage: usage ?? 0, quota: quota ?? 0, persisted };
}

/** Clock, timers, chance, stream, locks and hints as the browser has them. */
export function browserPorts(): Omit<SyncPorts, 'store' | 'calls' | 'session'> {
  return {
    now: () => Date.now(),
    timers: {
      after(ms, then) {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    },
    chance: () => Math.random(),
    openStream,
    locks: browserLocks((navigator as { locks?: LockManager }).locks),
    channel: tabChannel('linli'),
    onHint: whenWorthTrying,
    isVisible,
    storage,
    onError: (error) => reportError(error),
    app: version,
  };
}
