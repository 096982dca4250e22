import { decideEach } from './burial.ts';
import type { DeviceDatabase } from './device-database.ts';
import type { Fate } from './incoming.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import { isKeptElsewhere, withoutContent } from './settling.ts';

/**
 * Decides for each record as `decideEach` does; with a record that leaves go small values about it, and what the
 * person is told of it, as far as the server has kept the text.
 */
export async function decideLeaving(
  { records, device }: { readonly records: RecordDatabase; readonly device: DeviceDatabase },
  c: string,
  ids: readonly string[],
  decide: (record: StoredRecord) => Fate,
): Promise<void> {
  const leaving = new Set<string>();
  await decideEach(records, c, ids, (local) => {
    const fate = decide(local);
    if (fate === 'bury') leaving.add(local.id);
    else leaving.delete(local.id);
    return fate;
  });
  if (leaving.size === 0) return;
  // Small values about a record, such as words that were not sent yet, have its id in their name.
  await device.state.filter(({ key }) => key.split(':').some((part) => leaving.has(part))).delete();
  const told = await device.returned
    .where('recordId')
    .anyOf([...leaving])
    .toArray();
  const emptied = told.filter(isKeptElsewhere);
  if (emptied.length === 0) return;
  await device.dexie.transaction('rw', device.returned, async () => {
    await device.returned.bulkDelete(emptied.map(({ id }) => id));
    await device.returned.bulkPut(emptied.map(withoutContent));
  });
}
