import { isInvolved } from './involvement.ts';
import { covers } from './place.ts';
import type {
  AnyRecord,
  FieldDeclaration,
  KindAccess,
  Party,
  RecordTypeDeclaration,
  Role,
  Sight,
  Tie,
} from './record-type.ts';
import { recordTypes, type Collection } from './record-types.ts';

/** A role in a place, in force now. */
export interface Grant {
  readonly role: Role;
  readonly place: string;
}

/** Whoever reads or writes: a person with the grants in force for him. */
export interface Reader {
  readonly person: string;
  readonly grants: readonly Grant[];
}

type Placed = Pick<AnyRecord, 'kind' | 'place' | 'involves'>;

function sees(sight: Sight | undefined, grantPlace: string, recordPlace: string): boolean {
  if (sight === undefined) return false;
  if (sight !== 'above' && covers(grantPlace, recordPlace)) return true;
  return sight !== 'below' && covers(recordPlace, grantPlace);
}

function accessOf(c: Collection, kind: string): KindAccess | null {
  const kinds: Readonly<Record<string, KindAccess>> = recordTypes[c].kinds;
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}

/** The parties as which a reader sees a record; empty when it is not his to see. */
export function readingParties(reader: Reader, c: Collection, record: Placed): ReadonlySet<Party> {
  const access = accessOf(c, record.kind);
  const parties = new Set<Party>();
  if (!access) return parties;
  for (const grant of reader.grants) {
    if (sees(access.read[grant.role], grant.place, record.place)) parties.add(grant.role);
  }
  if (access.read.involved && isInvolved(reader, record)) parties.add('involved');
  return parties;
}

/** Whether the record may be on this reader's device at all. */
export function canRead(reader: Reader, c: Collection, record: Placed): boolean {
  return readingParties(reader, c, record).size > 0;
}

/** Whether these parties receive a field of this record. */
function receives(
  field: FieldDeclaration,
  parties: ReadonlySet<Party>,
  record: Readonly<Record<string, unknown>>,
): boolean {
  if (!field.read) return true;
  const agreed = field.consentedBy === undefined || record[field.consentedBy] === true;
  return field.read.some((party) => parties.has(party) && (agreed || party !== 'involved'));
}

/** Names of the fields beyond the base which these parties receive of a record, in order of declaration. */
export function readableFields(
  c: Collection,
  parties: ReadonlySet<Party>,
  record: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries<FieldDeclaration>(recordTypes[c].fields)
    .filter(([, field]) => receives(field, parties, record))
    .map(([name]) => name);
}

const baseFields = [
  'id',
  'kind',
  'place',
  'involves',
  'createdAt',
  'createdBy',
  'version',
  'receivedAt',
] as const;

/** The record as this reader may have it, or null when it is not his to see. */
export function asSeenBy(reader: Reader, c: Collection, record: AnyRecord): AnyRecord | null {
  const parties = readingParties(reader, c, record);
  if (parties.size === 0) return null;
  const seen: Record<string, unknown> = {};
  for (const name of baseFields) if (record[name] !== undefined) seen[name] = record[name];
  // Only what is there is asked about: a server does this for every record it sends.
  const fields: Readonly<Record<string, FieldDeclaration>> = recordTypes[c].fields;
  for (const name in fields) {
    const field = record[name] === undefined ? undefined : fields[name];
    if (field && receives(field, parties, record)) seen[name] = record[name];
  }
  return seen as AnyRecord;
}

/** The parties as which somebody may write to a record: roles whose place covers it, or being involved. */
export function writingParties(writer: Reader, record: Placed): ReadonlySet<Party> {
  const parties = new Set<Party>();
  for (const grant of writer.grants) {
    if (covers(grant.place, record.place)) parties.add(grant.role);
  }
  if (isInvolved(writer, record)) parties.add('involved');
  return parties;
}

const meets = (allowed: readonly Party[], parties: ReadonlySet<Party>): boolean =>
  allowed.some((party) => parties.has(party));

/** The person whom a new record is about, as the people's records have him now. */
export interface Subject {
  readonly id: string;
  readonly place: string;
  readonly watchers?: readonly string[] | undefined;
}

function tieTo(subject: Subject, writer: Reader): Tie | null {
  if (subject.id === writer.person) return 'self';
  return subject.watchers?.includes(writer.person) ? 'watcher' : null;
}

/** Whether a record of this kind may be made at this place by this writer, who may have a tie to whom it is about. */
export function canCreate(
  writer: Reader,
  c: Collection,
  record: Placed,
  subject: Subject | null = null,
): boolean {
  const access = accessOf(c, record.kind);
  if (!access) return false;
  const tie = subject?.place === record.place ? tieTo(subject, writer) : null;
  if (tie && access.createAbout?.includes(tie)) return true;
  return meets(access.create, writingParties(writer, { ...record, involves: [] }));
}

export function canDelete(writer: Reader, c: Collection, record: Placed): boolean {
  const access = accessOf(c, record.kind);
  return access !== null && meets(access.delete, writingParties(writer, record));
}

/** Whether a field of an existing record may be changed; `place` is written by whoever may create there. */
export function canEdit(writer: Reader, c: Collection, record: Placed, field: string): boolean {
  const access = accessOf(c, record.kind);
  if (!access) return false;
  const parties = writingParties(writer, record);
  if (field === 'place') return isMovable(c) && meets(access.create, parties);
  const declared = fieldOf(recordTypes[c], field);
  if (!declared || declared.merge === 'server' || declared.merge === 'once') return false;
  if (!hasField(declared, record.kind)) return false;
  if (!receives(declared, readingParties(writer, c, record), { ...record })) return false;
  return meets(declared.write ?? access.edit, parties) && meets(access.edit, parties);
}

/** Households move with their people; everything else stays where it was made. */
export function isMovable(c: Collection): boolean {
  return c === 'places' || c === 'people';
}

/** Whether records of this kind have the field at all. */
export function hasField(field: FieldDeclaration, kind: string): boolean {
  return field.kinds?.includes(kind) ?? true;
}

/** The declaration of a field by a name that came from outside, or null. */
export function fieldOf(type: RecordTypeDeclaration, name: string): FieldDeclaration | null {
  return Object.hasOwn(type.fields, name) ? (type.fields[name] ?? null) : null;
}
