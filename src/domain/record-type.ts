import { z } from 'zod';
import { placePathPattern } from './place.ts';

/** Who may hold a grant. The words users see are in the catalogue under `role`. */
export const roles = [
  'admin',
  'socialWorker',
  'head',
  'core',
  'liaison',
  'volunteer',
  'teamLeader',
  'committee',
] as const;
export type Role = (typeof roles)[number];

/** A reader or writer is a role, or somebody the record itself concerns or is assigned to. */
export type Party = Role | 'involved';

/**
 * Where a role sees records from its own place: `below` (its place covers the record's),
 * `above` (the record's place covers its own: the community's head, its notices) or `both`.
 */
export type Sight = 'below' | 'above' | 'both';

/**
 * How two versions of a field become one: `latest` by sight and stamp, `grow` a set that only
 * grows (members carry an `id`), `once` written when the record is made, `server` never written by a device.
 */
export type MergeRule = 'latest' | 'grow' | 'once' | 'server';

export interface FieldDeclaration {
  readonly schema: z.ZodType;
  readonly merge: MergeRule;
  /** Only these parties receive the field; absent means everyone who may read the record. */
  readonly read?: readonly Party[];
  /** A yes-or-no field of the record without whose yes this one is kept from those who are only involved. */
  readonly consentedBy?: string;
  /** Kinds of the collection that have the field; absent means all of them. */
  readonly kinds?: readonly string[];
  /** Only these parties may change the field; absent means everyone who may edit the record. */
  readonly write?: readonly Party[];
  /** To be encrypted at rest on the device. */
  readonly sensitive?: true;
}

/** A tie to the person a new record is about: it is the writer himself, or somebody he looks in on. */
export type Tie = 'self' | 'watcher';

export interface KindAccess {
  readonly read: Readonly<Partial<Record<Role, Sight>>> & { readonly involved?: true };
  readonly create: readonly Party[];
  /** Ties through which one makes such a record about somebody, without a role where he lives. */
  readonly createAbout?: readonly Tie[];
  readonly edit: readonly Party[];
  readonly delete: readonly Party[];
}

/** One step from an older shape of a record to the next; the key is the version it produces. */
export type Upgrade = (old: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export interface RecordTypeDeclaration {
  readonly collection: string;
  /** Version of the shape on the device; a changed shape needs a new one and an upgrade to it. */
  readonly shape: number;
  readonly upgrades: Readonly<Record<number, Upgrade>>;
  readonly kinds: Readonly<Record<string, KindAccess>>;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  /** Fields the device asks for often, indexed there; each must always be present. */
  readonly indexes?: readonly string[];
  /** Ids of people the record concerns or is assigned to, beside those the server finds. */
  readonly involves: (record: AnyRecord) => readonly string[];
  /** For journal entries the time (ms) from which retention counts; null keeps the record. */
  readonly agesFrom?: (record: AnyRecord) => number | null;
}

const recordId = z.uuid();

/** What every record has. `version` and `receivedAt` are the server's and 0 until it has the record. */
export const recordBase = z.object({
  id: recordId,
  kind: z.string().max(20),
  place: z.string().max(80).regex(placePathPattern),
  involves: z.array(z.string().max(40)).max(500),
  createdAt: z.int().min(0),
  createdBy: z.string().max(40),
  version: z.int().min(0),
  receivedAt: z.int().min(0),
});
export type RecordBase = z.infer<typeof recordBase>;

/** A record whose type is not known here: the base, and fields by name. */
export type AnyRecord = RecordBase & Record<string, unknown>;

type FieldValues<D extends RecordTypeDeclaration> = z.infer<
  z.ZodObject<{ [K in keyof D['fields']]: D['fields'][K]['schema'] }>
>;

/** The TypeScript type of a record, from its declaration. */
export type RecordOf<D extends RecordTypeDeclaration> = RecordBase &
  FieldValues<D> & { kind: Extract<keyof D['kinds'], string> };

/** Declares a record type once; store, server, merge and policy all read this declaration. */
export function defineRecordType<const D extends RecordTypeDeclaration>(declaration: D): D {
  return declaration;
}

/** The zod shape of a whole record of this type, for validation on the server and in imports. */
export function recordSchema(type: RecordTypeDeclaration): z.ZodType<AnyRecord> {
  const fields = Object.fromEntries(
    Object.entries(type.fields).map(([name, field]) => [name, field.schema]),
  );
  const kinds = Object.keys(type.kinds) as [string, ...string[]];
  return recordBase.extend({ kind: z.enum(kinds), ...fields });
}

/** One text in a person's words: trimmed by nobody, limited so that a record stays small. */
export const text = (max: number) => z.string().max(max);

/** The id of a record elsewhere. */
export const reference = recordId;

/** A time in whole milliseconds. */
export const time = z.int().min(0);
