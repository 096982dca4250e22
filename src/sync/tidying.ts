import { defaultSettings } from '../domain/rules/settings.ts';
import { inTime } from './in-time.ts';
import type { StatusKeeper } from './status-keeper.ts';
import type { SyncCycle } from './sync-cycle.ts';
import type { SyncPorts } from './sync-ports.ts';

const hour = 3_600_000;
const day = 24 * hour;
const patience = 10_000;

/** After a good cycle: old journals leave and the server is compared with once a day, space is looked at every hour. */
export function tidying(
  ports: Pick<SyncPorts, 'store' | 'storage' | 'now' | 'timers'>,
  status: StatusKeeper,
  { correctedNow, compare }: Pick<SyncCycle, 'correctedNow' | 'compare'>,
  asked: () => boolean,
): () => Promise<void> {
  let purgedAt = -Infinity;
  let lookedAt = -Infinity;
  return async () => {
    const now = ports.now();
    if (Math.abs(now - purgedAt) >= day) {
      await ports.store.purgeJournals(correctedNow() - defaultSettings.journals);
      purgedAt = now;
    }
    if (Math.abs(now - lookedAt) >= hour) {
      lookedAt = now;
      const storage = await inTime(ports.timers, patience, ports.storage());
      if (storage) await status.say({ storage });
    }
    await compare(asked());
  };
}
