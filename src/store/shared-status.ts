import { combineLatest, distinctUntilChanged, map, shareReplay, type Observable } from 'rxjs';
import { live, readState, type DeviceDatabase } from './device-database.ts';
import type { UnsentEntry } from './returned-entry.ts';
import { neverSynced, type EngineStatus, type SyncStatus } from './sync-status.ts';

export const statusKey = 'syncStatus';

/** How syncing stands, in every tab: what the syncing tab wrote, and what waits here. */
export function sharedStatus(
  device: DeviceDatabase,
  unsent: Observable<readonly UnsentEntry[]>,
): Observable<SyncStatus> {
  const engine = live(
    async () => (await readState<EngineStatus>(device, statusKey)) ?? neverSynced,
  );
  const count = unsent.pipe(
    map((entries) => entries.length),
    distinctUntilChanged(),
  );
  return combineLatest([engine, count]).pipe(
    map(([status, waiting]) => ({ ...status, unsent: waiting })),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}
