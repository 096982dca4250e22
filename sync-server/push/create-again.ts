import { fieldOf } from '../../src/domain/access.ts';
import type { Mark } from '../../src/domain/marks.ts';
import { wholeRecord } from '../../src/domain/merge.ts';
import { sameValue } from '../../src/domain/values.ts';
import type { FieldDeclaration } from '../../src/domain/record-type.ts';
import { recordTypes } from '../../src/domain/record-types.ts';
import type { Resting } from '../store/records.ts';
import { refused, seen, type Batch, type Verdict } from './batch.ts';
import type { CreateRow } from './create.ts';
import { takeEdit } from './edit.ts';
import { keepForReview } from './review.ts';

type Fields = Readonly<Record<string, unknown>>;

function differences(existing: Resting, fields: Fields): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries<FieldDeclaration>(recordTypes[existing.c].fields)) {
    const stored = existing.record[name];
    if (fields[name] !== undefined && !sameValue(stored, fields[name])) set[name] = fields[name];
    // Missing means cleared only where nobody else has written since.
    const cleared = fields[name] === undefined && stored !== undefined && !existing.marks[name];
    if (cleared && declared.merge === 'latest') set[name] = null;
  }
  return set;
}

/** What a copy of the same record says beside what is known; null where it says otherwise what is said once. */
function additions(existing: Resting, fields: Fields): Record<string, unknown> | null {
  const set: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const rule = fieldOf(recordTypes[existing.c], name)?.merge;
    if (rule !== 'grow' && sameValue(existing.record[name], value)) continue;
    if (rule !== 'grow' && rule !== 'latest') return null;
    set[name] = value;
  }
  return set;
}

/**
 * Two devices of one person give back the record that a restored store has lost. What the second one says is an edit
 * side by side with the first.
 */
async function takeCopy(
  batch: Batch,
  existing: Resting,
  row: CreateRow,
  fields: Fields,
): Promise<Verdict> {
  const set = additions(existing, fields);
  if (!set) return refused({ code: 'idTaken' }, null);
  const made = existing.marks[wholeRecord];
  const marks = { ...existing.marks };
  for (const name of Object.keys(set)) if (made && !marks[name]) marks[name] = made;
  const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, row.stamp]));
  const edit = { c: row.c, id: row.id, op: 'edit' as const, set, stamps, seen: 0 };
  return takeEdit(batch, { ...existing, marks }, edit, set);
}

/** Whether the writer, or this device, made the record. */
export function isOfWriter({ arrival }: Batch, { record, marks }: Resting): boolean {
  return marks[wholeRecord]?.device === arrival.device || record.createdBy === arrival.by;
}

/**
 * A record that exists already is created again by whoever made it: the answer was lost, and perhaps the record
 * was changed on the device before it asked once more.
 */
export async function createAgain(
  batch: Batch,
  existing: Resting,
  row: CreateRow,
  fields: Fields,
): Promise<Verdict> {
  const { c, record, marks, gone } = existing;
  const made: Mark | undefined = marks[wholeRecord];
  const shown = gone ? null : seen(batch, c, record);
  if (made?.device !== batch.arrival.device) {
    const sameAuthor = record.createdBy === batch.arrival.by && shown !== null;
    return sameAuthor ? takeCopy(batch, existing, row, fields) : refused({ code: 'idTaken' }, null);
  }
  if (row.stamp <= made.said) return { outcome: 'duplicate', record: shown };
  if (gone) {
    await keepForReview(batch, row, record.place, 'recordDeleted');
    return { outcome: 'quarantined', problem: { code: 'recordDeleted' }, record: null };
  }
  const set = differences(existing, fields);
  const heardMarks = { ...marks, [wholeRecord]: { ...made, said: row.stamp } };
  if (Object.keys(set).length === 0) {
    batch.desk.putMarks(existing, heardMarks);
    return { outcome: 'duplicate', record: shown };
  }
  const stamps = Object.fromEntries(
    Object.keys(set).map((name) => {
      const foreign = marks[name] !== undefined && marks[name].device !== made.device;
      return [name, foreign ? made.said : row.stamp];
    }),
  );
  const heard: Resting = { ...existing, marks: heardMarks };
  const edit = { c: row.c, id: row.id, op: 'edit' as const, set, stamps, seen: 0 };
  return takeEdit(batch, heard, edit, set);
}
