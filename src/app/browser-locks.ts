import type { SyncLocks } from '../sync/sync-ports.ts';

/** Web Locks; a browser without them lets every tab sync, which costs requests and nothing else. */
export function browserLocks(locks: LockManager | undefined): SyncLocks {
  return {
    async hold(name, { steal, stop }, work) {
      const lost = new AbortController();
      let working: Promise<void> = Promise.resolve();
      const run = () => {
        working = work(lost.signal);
        return working;
      };
      if (!locks) return run();
      try {
        await locks.request(name, steal ? { steal } : { signal: stop }, run);
      } catch (error) {
        if ((error as { name?: string }).name !== 'AbortError') throw error;
        // Taken away, or no longer wanted: what runs is told, and ends before anything else begins.
        lost.abort();
        await working;
      }
      return undefined;
    },
  };
}
