import type { RxDocument } from 'rxdb/plugins/core';
import type { StoredRecord } from './record-database.ts';

export type RecordDocument = RxDocument<StoredRecord>;

// A revision is one document object, so unchanged records keep their identity from answer to answer.
const plain = new WeakMap<RecordDocument, StoredRecord>();

export function plainRecord(document: RecordDocument): StoredRecord {
  const known = plain.get(document);
  if (known) return known;
  const record = document.toJSON() as StoredRecord;
  plain.set(document, record);
  return record;
}
