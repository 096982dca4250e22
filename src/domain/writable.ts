import { z } from 'zod';
import { canEdit, fieldOf, hasField, isMovable, writingParties, type Reader } from './access.ts';
import { placePathPattern } from './place.ts';
import { readAs, type ReadAs } from './read-as.ts';
import { recordBase, type AnyRecord, type FieldDeclaration } from './record-type.ts';
import { recordTypes, type Collection } from './record-types.ts';

/** Why something cannot be written, and which field is to blame. */
export interface Flaw {
  readonly code:
    | 'unknownField'
    | 'fieldNotAllowed'
    | 'writtenOnce'
    | 'badValue'
    | 'notAllowed'
    | 'stepNotAllowed'
    | 'appointNotAllowed'
    | 'placeUnknown'
    | 'placeTaken'
    | 'placeInUse';
  readonly field?: string;
}

/** Fields by name as they came, with what the declarations leave of them; or the first flaw. */
export type Read =
  | { readonly ok: true; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly flaw: Flaw };

const flawed = (code: Flaw['code'], field: string): Read => ({ ok: false, flaw: { code, field } });
const isBase = (name: string): boolean => Object.hasOwn(recordBase.shape, name);
const placePath = z.string().max(80).regex(placePathPattern);

/** What a missing value reads as, read once: most fields of most records are missing. */
const readMissing = new WeakMap<FieldDeclaration, ReadAs<unknown>>();

function missing(field: FieldDeclaration): ReadAs<unknown> {
  const known = readMissing.get(field);
  if (known) return known;
  const read = readAs(field.schema, undefined);
  readMissing.set(field, read);
  return read;
}

const isOptional = (field: FieldDeclaration): boolean => missing(field).success;

/** Reads the fields of a new record: names by allow-list, values by schema; what every record has is left out. */
export function readNewFields(c: Collection, given: Readonly<Record<string, unknown>>): Read {
  const type = recordTypes[c];
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    const declared = fieldOf(type, name);
    if (!declared && !isBase(name)) return flawed('unknownField', name);
    if (declared?.merge === 'server') return flawed('fieldNotAllowed', name);
  }
  for (const [name, declared] of Object.entries<FieldDeclaration>(type.fields)) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    const read = value === undefined ? missing(declared) : readAs(declared.schema, value);
    if (!read.success) return flawed('badValue', name);
    if (read.data !== undefined) fields[name] = read.data;
  }
  return { ok: true, fields };
}

/** Reads the fields that an edit sets; null clears an optional one. `place` stays only where records move. */
export function readEditedFields(c: Collection, set: Readonly<Record<string, unknown>>): Read {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(set)) {
    const declared = fieldOf(recordTypes[c], name);
    if (name === 'place' && isMovable(c)) {
      if (!readAs(placePath, value).success) return flawed('badValue', name);
      fields[name] = value;
    } else if (declared) {
      if (declared.merge === 'server') return flawed('fieldNotAllowed', name);
      const read = readAs(declared.schema, value ?? undefined);
      if (!read.success || (declared.merge === 'grow' && !Array.isArray(read.data))) {
        return flawed('badValue', name);
      }
      fields[name] = read.data ?? null;
    } else if (!isBase(name)) return flawed('unknownField', name);
  }
  return { ok: true, fields };
}

/**
 * A field kept for some writers may still be filled by whoever makes the record if it must be filled at all:
 * a liaison names the category of a need she raises, and cannot change it afterwards.
 */
export function flawInFirstFields(writer: Reader, c: Collection, record: AnyRecord): Flaw | null {
  const parties = writingParties(writer, record);
  for (const [name, declared] of Object.entries<FieldDeclaration>(recordTypes[c].fields)) {
    if (record[name] === undefined) continue;
    if (!hasField(declared, record.kind)) return { code: 'fieldNotAllowed', field: name };
    if (!declared.write || !isOptional(declared)) continue;
    if (!declared.write.some((party) => parties.has(party)))
      return { code: 'fieldNotAllowed', field: name };
  }
  return null;
}

/** The first field of an edit that this writer may not change. */
export function flawInEdit(
  writer: Reader,
  c: Collection,
  record: AnyRecord,
  names: readonly string[],
): Flaw | null {
  for (const field of names) {
    if (canEdit(writer, c, record, field)) continue;
    const once = fieldOf(recordTypes[c], field)?.merge === 'once';
    return { code: once ? 'writtenOnce' : 'fieldNotAllowed', field };
  }
  return null;
}
