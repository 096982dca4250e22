import type { DeviceDatabase } from './device-database.ts';
import type { RecordDatabase } from './record-database.ts';
import { plainRecord } from './plain-record.ts';

interface Whose {
  readonly person: string;
  readonly device: string;
}

/** Everything on this device that the server has not taken in: unsent records, drafts and what came back. */
export async function exportOutbox(
  whose: Whose,
  records: RecordDatabase,
  device: DeviceDatabase,
  now: number,
): Promise<object> {
  const waiting = await Promise.all(
    Object.entries(records.rx.collections).map(async ([c]) => {
      const documents = await records
        .collection(c)
        .find({ selector: { $or: [{ unsentSince: { $gt: 0 } }, { draft: 1 }] } })
        .exec();
      return documents.map((document) => ({ c, record: plainRecord(document) }));
    }),
  );
  return {
    linli: 'outbox',
    shape: 1,
    exportedAt: now,
    person: whose.person,
    device: whose.device,
    waiting: waiting.flat(),
    returned: await device.returned.toArray(),
  };
}
