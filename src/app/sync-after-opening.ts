import type { SyncEngine } from '../sync/sync-engine.ts';

/** So long after the app was opened the first screen has disk and processor to itself (ms). */
const headStart = 300;

/** Starts the engine when the first screen has had its time, or at once when somebody asks to sync. */
export function syncAfterOpening(start: () => SyncEngine): SyncEngine {
  let engine: SyncEngine | null = null;
  let over = false;
  const running = (): SyncEngine | null => {
    clearTimeout(timer);
    if (!over) engine ??= start();
    return engine;
  };
  const timer = setTimeout(running, headStart);
  return {
    syncNow: () => running()?.syncNow(),
    compareNow: () => running()?.compareNow(),
    async stop() {
      over = true;
      clearTimeout(timer);
      await engine?.stop();
    },
  };
}
