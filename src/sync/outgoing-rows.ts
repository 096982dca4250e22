import { fieldOf } from '../domain/access.ts';
import { removal, wholeRecord, type LocalRecord, type Unsent } from '../domain/merge.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { recordTypes, type Collection } from '../domain/record-types.ts';
import type { PushRow } from '../protocol/sync.ts';

/** A row as it goes out, with the marks it carries and where its record is. */
export interface Outgoing {
  readonly c: Collection;
  readonly row: PushRow;
  readonly taken: Readonly<Record<string, number>>;
  readonly place: string;
  readonly kind: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Members of a grow-only set that the server has not confirmed. */
const unconfirmed = (members: unknown): unknown[] =>
  ((members ?? []) as { receivedAt?: number }[]).filter(
    (member) => member.receivedAt === undefined,
  );

function wholeBody(type: RecordTypeDeclaration, record: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {
    kind: record['kind'],
    place: record['place'],
    createdAt: record['createdAt'],
  };
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.merge !== 'server' && record[name] !== undefined) body[name] = record[name];
  }
  return body;
}

function editRow(
  type: RecordTypeDeclaration,
  record: LocalRecord,
  seen: number,
  marks: readonly (readonly [string, Unsent])[],
): Pick<Outgoing, 'row' | 'taken'> {
  const set: Record<string, unknown> = {};
  const stamps: Record<string, number> = {};
  for (const [field, { at }] of marks) {
    stamps[field] = at;
    set[field] =
      fieldOf(type, field)?.merge === 'grow' ? unconfirmed(record[field]) : (record[field] ?? null);
  }
  const c = type.collection;
  return { row: { c, id: record.id, op: 'edit', set, stamps, seen }, taken: stamps };
}

const allMarks = (record: LocalRecord, upTo: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(record.unsent)
      .map(([field, { at }]) => [field, at] as const)
      .filter(([, at]) => at <= upTo),
  );

/**
 * The rows that say what this device did to a record: one for a whole record, else one for each version that was in
 * sight when fields were changed, and the removal last. A new record that was changed again goes out whole with
 * the newest stamp; the server knows a repetition by it, and what is new in one.
 */
export function rowsOf(c: Collection, record: LocalRecord): Outgoing[] {
  const type: RecordTypeDeclaration = recordTypes[c];
  const about = { c, place: record.place, kind: record.kind };
  const leaving = record.unsent[removal];
  if (leaving) {
    const row: PushRow = { c, id: record.id, op: 'delete', stamp: leaving.at };
    const isKnown = !record.unsent[wholeRecord];
    const taken = isKnown ? { [removal]: leaving.at } : allMarks(record, leaving.at);
    // Edits from before go out too: should the removal be refused, they must not go down with it.
    return [...(isKnown ? editRows(about, record) : []), { ...about, row, taken }];
  }
  const whole = record.unsent[wholeRecord];
  if (whole) {
    const r = wholeBody(type, record);
    const row: PushRow = { c, id: record.id, op: 'create', r, stamp: whole.at };
    return [{ ...about, row, taken: allMarks(record, whole.at) }];
  }
  return editRows(about, record);
}

function editRows(about: Pick<Outgoing, 'c' | 'place' | 'kind'>, record: LocalRecord): Outgoing[] {
  const type: RecordTypeDeclaration = recordTypes[about.c];
  const bySeen = new Map<number, [string, Unsent][]>();
  for (const [field, change] of Object.entries(record.unsent)) {
    if (field !== 'place' && !fieldOf(type, field)) continue;
    bySeen.set(change.seen, [...(bySeen.get(change.seen) ?? []), [field, change]]);
  }
  return [...bySeen].map(([seen, marks]) => ({ ...about, ...editRow(type, record, seen, marks) }));
}
