import type { Observable } from 'rxjs';
import type { CarriedEntry, PackedEntry } from './carried-entry.ts';
import { live, type DeviceDatabase } from './device-database.ts';
import { writing } from './store-problem.ts';

/** How long a receipt waits to be brought back, and a packed parcel for its receipt. */
const keptFor = 60 * 86_400_000;

/** What a device packed for others to carry, and what it carries for others. */
export function carriedSide(device: DeviceDatabase, now: () => number) {
  const { packed, carried } = device;
  return {
    packed: (): Observable<readonly PackedEntry[]> =>
      live(async () => (await packed.orderBy('madeAt').toArray()).toReversed()),
    carried: (): Observable<readonly CarriedEntry[]> =>
      live(async () => (await carried.orderBy('takenAt').toArray()).toReversed()),
    findPacked: (id: string): Promise<PackedEntry | undefined> => packed.get(id),
    findCarried: (id: string): Promise<CarriedEntry | undefined> => carried.get(id),
    keepPacked: (entry: PackedEntry): Promise<void> =>
      writing(async () => {
        await packed
          .where('madeAt')
          .below(now() - keptFor)
          .delete();
        await packed.put(entry);
      }),
    keepCarried: (entry: CarriedEntry): Promise<void> =>
      writing(async () => {
        const old = carried.where('takenAt').below(now() - keptFor);
        // What was never handed in stays, however old: it may be all there is of somebody's work.
        await old.and(({ state }) => state !== 'waiting').delete();
        await carried.put(entry);
      }),
    toDeliver: (): Promise<readonly CarriedEntry[]> =>
      carried.filter(({ state }) => state === 'waiting').toArray(),
    dropCarried: (id: string): Promise<void> => carried.delete(id),
  };
}

export type CarriedSide = ReturnType<typeof carriedSide>;
