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

/**
 * The rows that say what this device did to a record. A new record goes out whole, and its later edits once more
 * by themselves: when the answer to a first attempt was lost, the server knows the record but not those edits.
 */
export function rowsOf(c: Collection, record: LocalRecord): Outgoing[] {
  const type: RecordTypeDeclaration = recordTypes[c];
  const about = { c, place: record.place, kind: record.kind };
  const leaving = record.unsent[removal];
  if (leaving) {
    const taken = Object.fromEntries(
      Object.entries(record.unsent).map(([field, { at }]) => [field, at]),
    );
    return [{ ...about, row: { c, id: record.id, op: 'delete', stamp: leaving.at }, taken }];
  }
  const rows: Outgoing[] = [];
  const whole = record.unsent[wholeRecord];
  if (whole) {
    const row: PushRow = {
      c,
      id: record.id,
      op: 'create',
      r: wholeBody(type, record),
      stamp: whole.at,
    };
    rows.push({ ...about, row, taken: { [wholeRecord]: whole.at } });
  }
  const bySeen = new Map<number, [string, Unsent][]>();
  for (const [field, change] of Object.entries(record.unsent)) {
    if (field === wholeRecord || (field !== 'place' && !fieldOf(type, field))) continue;
    bySeen.set(change.seen, [...(bySeen.get(change.seen) ?? []), [field, change]]);
  }
  for (const [seen, marks] of bySeen)
    rows.push({ ...about, ...editRow(type, record, seen, marks) });
  return rows;
}
