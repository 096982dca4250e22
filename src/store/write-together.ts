import type { RxDocumentData } from 'rxdb/plugins/core';
import type { RecordDatabase, StoredRecord } from './record-database.ts';

type Doc = RxDocumentData<StoredRecord>;

/** The record without what RxDB keeps beside it. */
function recordOf(doc: Doc): StoredRecord {
  const { _rev, _meta, _attachments, _deleted, ...record } = doc;
  return record;
}

/**
 * What becomes of each record, all in one transaction: a crash leaves all of it or nothing. A record that somebody
 * else changed meanwhile, in this tab or another, is decided again from his copy. `decide` answers the same object
 * where nothing is to be written, and marks with `_deleted` what is to leave; `missing` hears of a record that there
 * is not, or no longer.
 */
export async function writeTogether(
  records: RecordDatabase,
  c: string,
  ids: readonly string[],
  decide: (record: StoredRecord) => StoredRecord,
  missing: (id: string) => void = () => undefined,
): Promise<void> {
  const storage = records.collection(c).storageInstance;
  let stored = (await storage.findDocumentsById([...new Set(ids)], false)) as readonly Doc[];
  const found = new Set(stored.map(({ id }) => id));
  for (const id of ids) if (!found.has(id)) missing(id);
  while (stored.length > 0) {
    const rows = stored.flatMap((previous) => {
      const seen = recordOf(previous);
      const next = decide(seen);
      if (next === seen) return [];
      const { _rev, _meta, _attachments } = previous;
      const document = { _deleted: false, ...next, _rev, _meta, _attachments } as Doc;
      return [{ previous, document }];
    });
    if (rows.length === 0) return;
    const { error } = await storage.bulkWrite(rows, 'linli-together');
    const again: Doc[] = [];
    for (const each of error) {
      if (each.status !== 409) throw new Error(`${c} ${each.documentId}: ${each.status}`);
      const { documentInDb } = each;
      if (documentInDb['_deleted']) missing(each.documentId);
      else again.push(documentInDb);
    }
    stored = again;
  }
}
