import type { Fate } from './incoming.ts';
import { plainRecord } from './plain-record.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';

/** What RxDB keeps of a deleted record until it is taken out: its id, and what the indexes insist on. */
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
 * read is read and decided again. Buried ones leave nothing of their content: RxDB only marks what it deletes, so
 * the row is emptied in the write that marks it, and then taken out.
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
  let buried = false;
  await Promise.all(
    [...found.values()].map(async (document) => {
      const seen = plainRecord(document);
      if (decide(seen) === seen) return;
      await document.incrementalModify((record) => {
        if (isBuried(record)) return record;
        const fate = decide(record);
        if (fate !== 'bury') return fate;
        buried = true;
        return emptied(record);
      });
    }),
  );
  if (buried) await sweep(records, c);
}

/** Removes the rows that RxDB has only marked as deleted. */
export async function sweep(records: RecordDatabase, c: string): Promise<void> {
  const docs = records.dexieOf(c)?.table('docs');
  await docs?.where('[_deleted+id]').between(['1', ''], ['1', '\uffff'], true, true).delete();
}
