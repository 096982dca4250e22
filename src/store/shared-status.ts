import { combineLatest, map, shareReplay, type Observable } from 'rxjs';
import { live, readState, type DeviceDatabase } from './device-database.ts';
import type { WaitingCount } from './reading.ts';
import { neverSynced, type EngineStatus, type SyncStatus } from './sync-status.ts';

export const statusKey = 'syncStatus';

/** How syncing stands, in every tab: what the syncing tab wrote, and what waits here. */
export function sharedStatus(
  device: DeviceDatabase,
  waiting: WaitingCount,
): Observable<SyncStatus> {
  const engine = live(
    async () => (await readState<EngineStatus>(device, statusKey)) ?? neverSynced,
  );
  return combineLatest([engine, waiting.count]).pipe(
    map(([status, unsent]) => ({ ...status, unsent })),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}
