import type { Fate } from './incoming.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import { writeTogether } from './write-together.ts';

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

/**
 * Decides for each record, in one write, atomic against every other tab: a record that changed since it was read is
 * decided again. The storage keeps no row of what RxDB marks as deleted; its content is taken away all the same,
 * since the mark goes to every tab.
 */
export async function decideEach(
  records: RecordDatabase,
  c: string,
  ids: readonly string[],
  decide: (record: StoredRecord) => Fate,
): Promise<void> {
  if (ids.length === 0) return;
  await writeTogether(records, c, ids, (record) => {
    const fate = decide(record);
    return fate === 'bury' ? emptied(record) : fate;
  });
}
