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
 * Takes records off the device so that nothing of their content is left. RxDB only marks what it deletes, so the
 * row is emptied in the write that marks it, and then taken out. What `mayGo` says no to stays, whoever wrote last.
 */
export async function bury(
  records: RecordDatabase,
  c: string,
  ids: readonly string[],
  mayGo: (record: StoredRecord) => boolean,
): Promise<void> {
  if (ids.length === 0) return;
  const found = await records
    .collection(c)
    .findByIds([...ids])
    .exec();
  await Promise.all(
    [...found.values()].map((document) =>
      document.incrementalModify((record) =>
        !isBuried(record) && mayGo(record) ? emptied(record) : record,
      ),
    ),
  );
  await sweep(records, c);
}

/** Removes the rows that RxDB has only marked as deleted. */
export async function sweep(records: RecordDatabase, c: string): Promise<void> {
  const docs = records.dexieOf(c)?.table('docs');
  await docs?.where('[_deleted+id]').between(['1', ''], ['1', '\uffff'], true, true).delete();
}
