import { fieldOf } from '../domain/access.ts';
import { removal, wholeRecord, type LocalRecord, type Unsent } from '../domain/merge.ts';
import { sameValue } from '../domain/values.ts';
import type { AnyRecord, RecordTypeDeclaration } from '../domain/record-type.ts';
import type { StoredRecord } from './record-database.ts';

/** Who writes on which device; times and ids come from outside. */
export interface Author {
  readonly person: string;
  readonly now: () => number;
  /** A time later than every one before it on this device, whatever the clock does. */
  readonly stamp: () => number;
  readonly newId: () => string;
}

type Values = Readonly<Record<string, unknown>>;

const isWaiting = (record: LocalRecord) => Object.hasOwn(record.unsent, wholeRecord);

const oldest = (unsent: Readonly<Record<string, Unsent>>) => {
  const times = Object.values(unsent).map((change) => change.at);
  return times.length > 0 ? Math.min(...times) : 0;
};

function members(
  type: RecordTypeDeclaration,
  values: Values,
  author: Author,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue;
    filled[name] =
      fieldOf(type, name)?.merge === 'grow'
        ? (value as object[]).map((member) => newMember(member, author))
        : value;
  }
  return filled;
}

const newMember = (member: object, author: Author) => ({
  ...member,
  id: author.newId(),
  at: author.now(),
  by: author.person,
});

const involved = (type: RecordTypeDeclaration, record: AnyRecord, known: readonly string[]) => [
  ...new Set([...known, ...type.involves(record)]),
];

/** A new record as it rests on the device: waiting to be sent as a whole, or a draft that is not. */
export function created(
  type: RecordTypeDeclaration,
  fields: Values,
  author: Author,
  how: { readonly draft?: boolean | undefined; readonly id?: string | undefined } = {},
): StoredRecord {
  const at = author.stamp();
  const record = {
    ...members(type, fields, author),
    id: how.id ?? author.newId(),
    involves: [],
    createdAt: author.now(),
    createdBy: author.person,
    version: 0,
    receivedAt: 0,
    ...(how.draft ? { draft: 1, unsent: {}, unsentSince: 0 } : sentAsWhole(at)),
  } as unknown as StoredRecord;
  record['involves'] = involved(type, record, []);
  return record;
}

const sentAsWhole = (at: number) => ({
  unsent: { [wholeRecord]: { at, seen: 0 } },
  unsentSince: at,
});

/** The record with changed values, each marked as unsent with its time and the version then in sight. */
export function edited(
  type: RecordTypeDeclaration,
  record: StoredRecord,
  change: Values,
  add: Readonly<Record<string, readonly object[]>>,
  author: Author,
): StoredRecord {
  const next: Record<string, unknown> = { ...record };
  const touched: string[] = [];
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || sameValue(record[name] ?? null, value)) continue;
    if (value === null) delete next[name];
    else next[name] = value;
    touched.push(name);
  }
  for (const [name, fresh] of Object.entries(add)) {
    if (fresh.length === 0) continue;
    const before = (record[name] as object[] | undefined) ?? [];
    next[name] = [...before, ...fresh.map((member) => newMember(member, author))];
    touched.push(name);
  }
  if (touched.length === 0) return record;
  next['involves'] = involved(type, next as unknown as AnyRecord, record.involves);
  return record.draft
    ? (next as unknown as StoredRecord)
    : marked(next as unknown as StoredRecord, touched, author);
}

function marked(record: StoredRecord, fields: readonly string[], author: Author): StoredRecord {
  // A power cut may have taken the highest stamp given, and left the record that carries it.
  const waiting = Object.values(record.unsent).map((change) => change.at + 1);
  const at = Math.max(author.stamp(), ...waiting);
  const unsent: Record<string, Unsent> = { ...record.unsent };
  for (const field of fields) {
    // Whoever changes his own unsent value again still has not seen what others wrote meanwhile.
    unsent[field] = { at, seen: record.unsent[field]?.seen ?? record.version };
  }
  if (isWaiting(record)) unsent[wholeRecord] = { at, seen: 0 };
  return { ...record, unsent, unsentSince: oldest(unsent) };
}

/** A draft that is done: from now on it waits to be sent. */
export function finished(record: StoredRecord, author: Author): StoredRecord {
  const { draft, ...rest } = record;
  return draft ? { ...rest, ...sentAsWhole(author.stamp()) } : record;
}

/** The record marked for removal; it stays, out of sight, until the server has taken that in. */
export function removed(record: StoredRecord, author: Author): StoredRecord {
  return marked(record, [removal], author);
}

export const isBeingRemoved = (record: LocalRecord) => Object.hasOwn(record.unsent, removal);
