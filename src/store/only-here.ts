import type { DeviceDatabase } from './device-database.ts';
import type { RecordDatabase } from './record-database.ts';

/** How much would be lost with this device: what waits to be sent, drafts, and what came back. */
export async function countOnlyHere(
  records: RecordDatabase,
  device: DeviceDatabase,
): Promise<number> {
  const found = await Promise.all(
    Object.keys(records.rx.collections).map((c) =>
      records
        .collection(c)
        .find({ selector: { $or: [{ unsentSince: { $gt: 0 } }, { draft: 1 }] } })
        .exec(),
    ),
  );
  return found.flat().length + (await device.returned.count());
}
