import type { RxDocumentData } from 'rxdb/plugins/core';

/** A record as RxDB hands it over, with what it keeps beside the fields. */
export type Doc = RxDocumentData<Record<string, unknown>>;

/** A record as it lies on the disk. */
export type Row = Record<string, unknown>;

/** Values that nearly every record has in these fields: they are not stored, and their absence says them. */
export type Usual = Readonly<Record<string, unknown>>;

// RxDB's names for these are said here and nowhere else.
export const isDeleted = ({ _deleted: deleted }: Pick<Doc, '_deleted'>): boolean => deleted;
export const writtenAt = ({ _meta: { lwt } }: Pick<Doc, '_meta'>): number => lwt;
const revision = ({ _rev: rev }: Doc): string => rev;

/** Whether two copies are the same writing of a record; a record made anew counts its revisions from one again. */
export const isSameWriting = (one: Doc, other: Doc): boolean =>
  revision(one) === revision(other) && writtenAt(one) === writtenAt(other);

/** What stands for a record that is gone: whoever still wants to change it learns so. */
export const goneSince = (previous: Doc): Doc => ({
  ...previous,
  _deleted: true,
  _rev: `${Number.parseInt(revision(previous), 10) + 1}-gone`,
});

const noAttachments = Object.freeze({});

const isUsual = (value: unknown, usual: unknown): boolean =>
  value === usual ||
  (typeof usual === 'object' &&
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0);

/**
 * Without what can be told without it: that it is not deleted (deleted ones are not stored), that it has no
 * attachments, and usual values. An index over a field that is left out holds only the unusual records.
 */
export function rowOf(doc: Doc, usual: Usual): Row {
  const row: Row = {};
  for (const name in doc) {
    if (name === '_deleted' || name === '_attachments') continue;
    const value = doc[name];
    if (value !== undefined && !(name in usual && isUsual(value, usual[name]))) row[name] = value;
  }
  return row;
}

/** The record again; the row is the database's own fresh copy and is completed in place. */
export function docOf(row: Row, usual: Usual): Doc {
  for (const name in usual) row[name] ??= usual[name];
  row['_deleted'] = false;
  row['_attachments'] = noAttachments;
  return row as unknown as Doc;
}
