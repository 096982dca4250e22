import type { Fate } from './incoming.ts';
import { plainRecord } from './plain-record.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';

/** What the other tabs are told of a deleted record: its id, and what the indexes insist on. */
function emptied(record: StoredRecord): StoredRecord {
  const blank: Record<string, unknown> = {
    id: record.id,
    kind: '',
    place: '',
    involves: [],
    createdBy: '',
    unsent: {},
    _deleted: true,
  };
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'number' && name !== 'draft') blank[name] = 0;
  }
  return blank as StoredRecord;
}

/** Whether a record was taken off the device while somebody still held its last copy. */
export const isBuried = (record: StoredRecord): boolean => record['_deleted'] === true;

/**
 * Decides anew for each record, in one write, atomic against every other tab: a record that changed since it was
 * read is read and decided again. The storage keeps no row of what RxDB marks as deleted; its content is taken away
 * all the same, since the mark goes to every tab.
 */
export async function decideEach(
  records: RecordDatabase,
  c: string,
  ids: readonly string[],
  decide: (record: StoredRecord) => Fate,
): Promise<void> {
  if (ids.length === 0) return;
  const found = await records
    .collection(c)
    .findByIds([...new Set(ids)])
    .exec();
  await Promise.all(
    [...found.values()].map(async (document) => {
      const seen = plainRecord(document);
      if (decide(seen) === seen) return;
      await document.incrementalModify((record) => {
        if (isBuried(record)) return record;
        const fate = decide(record);
        if (fate !== 'bury') return fate;
        return emptied(record);
      });
    }),
  );
}
