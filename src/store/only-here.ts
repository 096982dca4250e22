import type { DeviceDatabase } from './device-database.ts';
import type { RecordDatabase } from './record-database.ts';
import { isKeptElsewhere } from './settling.ts';

/**
 * How much would be lost with this device: what waits to be sent, drafts, and what was refused. What is refused is
 * written down before its record waits no more, so asking in this order misses nothing.
 */
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
  const refused = await device.returned.filter((entry) => !isKeptElsewhere(entry)).count();
  return found.flat().length + refused;
}
