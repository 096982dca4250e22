import { z } from 'zod';
import { canCreate, canDelete, canEdit, fieldOf, type Reader } from '../access.ts';
import type { Notice, Receipt } from '../notices.ts';
import { recordTypes, recordTypeOf, type Collection } from '../record-types.ts';
import type { AnyRecord } from '../record-type.ts';

type Reviewed = Pick<Notice, 'kind' | 'receipts' | 'createdAt'>;

/** Conflicts and quarantined edits: what the server keeps for a person to decide. */
export function isForReview(notice: Pick<Notice, 'kind'>): boolean {
  return notice.kind === 'conflict' || notice.kind === 'quarantine';
}

/** Who dealt with it first, or null while nobody has. */
export function handledBy(notice: Pick<Notice, 'receipts'>): Receipt | null {
  return notice.receipts?.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

/** What waits for a decision, the newest first. */
export function openReviews<N extends Reviewed>(notices: readonly N[]): N[] {
  return notices
    .filter((notice) => isForReview(notice) && handledBy(notice) === null)
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

/** What has been decided, the latest decision first. */
export function handledReviews<N extends Reviewed>(notices: readonly N[]): N[] {
  const at = (notice: N): number => handledBy(notice)?.at ?? 0;
  return notices
    .filter((notice) => isForReview(notice) && handledBy(notice) !== null)
    .toSorted((a, b) => at(b) - at(a));
}

/** How many conflicts and quarantined edits wait for this person to decide. */
export function reviewCount(
  reader: Reader,
  notices: readonly (Reviewed & Pick<Notice, 'place' | 'involves'>)[],
): number {
  return openReviews(notices).filter((notice) => canEdit(reader, 'notices', notice, 'receipts'))
    .length;
}

const quarantined = z.object({
  c: z.string(),
  id: z.string(),
  op: z.enum(['create', 'edit', 'delete']),
  r: z.record(z.string(), z.unknown()).optional(),
  set: z.record(z.string(), z.unknown()).optional(),
});

/** A row that could not be applied: what somebody wrote, field by field. */
export interface QuarantinedRow {
  readonly c: Collection;
  readonly id: string;
  readonly op: 'create' | 'edit' | 'delete';
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The row of a quarantine as it came, or null for one that this app cannot read. */
export function quarantinedRow(notice: Pick<Notice, 'row'>): QuarantinedRow | null {
  const read = quarantined.safeParse(notice.row);
  if (!read.success || !recordTypeOf(read.data.c)) return null;
  const { c, id, op, r, set } = read.data;
  return { c: c as Collection, id, op, fields: (op === 'create' ? r : set) ?? {} };
}

/** Making a quarantined row one's own: what would be written, or why it cannot be. */
export type Adoption =
  | { readonly do: 'create'; readonly c: Collection; readonly fields: Record<string, unknown> }
  | {
      readonly do: 'edit';
      readonly c: Collection;
      readonly id: string;
      readonly change: Record<string, unknown>;
      readonly members: readonly { readonly field: string; readonly member: object }[];
    }
  | { readonly do: 'delete'; readonly c: Collection; readonly id: string }
  | { readonly do: 'nothing'; readonly why: 'unreadable' | 'gone' | 'notAllowed' | 'nowhere' };

const nothing = (why: 'unreadable' | 'gone' | 'notAllowed' | 'nowhere'): Adoption => ({
  do: 'nothing',
  why,
});

const ownOfSession = new Set(['id', 'at', 'by', 'byName', 'device', 'receivedAt']);
const ownOfServer = new Set(['id', 'createdAt', 'createdBy', 'version', 'receivedAt', 'involves']);

const without = (record: object, names: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));

/**
 * What adopting a quarantined row would write as `reader`: `record` is the record as it stands on the
 * device, `place` where a new one would belong now; both null where the device does not hold them.
 */
export function adoptionOf(
  reader: Reader,
  row: QuarantinedRow | null,
  now: {
    readonly record: AnyRecord | null;
    readonly place: string | null;
    /** The name of whoever wrote it, for records that say whose words they are. */
    readonly wroteFirst?: string | undefined;
  },
): Adoption {
  if (!row) return nothing('unreadable');
  if (row.op === 'create') {
    if (now.place === null) return nothing('nowhere');
    const told = now.wroteFirst !== undefined && fieldOf(recordTypes[row.c], 'wroteFirst') !== null;
    const fields = {
      ...without(row.fields, ownOfServer),
      place: now.place,
      ...(told ? { wroteFirst: now.wroteFirst } : {}),
    };
    const kind = typeof row.fields['kind'] === 'string' ? row.fields['kind'] : '';
    const allowed = canCreate(reader, row.c, { kind, place: now.place, involves: [] });
    return allowed ? { do: 'create', c: row.c, fields } : nothing('notAllowed');
  }
  const { record } = now;
  if (!record) return nothing('gone');
  if (row.op === 'delete') {
    return canDelete(reader, row.c, record)
      ? { do: 'delete', c: row.c, id: row.id }
      : nothing('notAllowed');
  }
  const type = recordTypes[row.c];
  const allowed = Object.entries(row.fields).filter(([name]) =>
    canEdit(reader, row.c, record, name),
  );
  if (allowed.length === 0) return nothing('notAllowed');
  const grows = (name: string): boolean => fieldOf(type, name)?.merge === 'grow';
  return {
    do: 'edit',
    c: row.c,
    id: row.id,
    change: Object.fromEntries(allowed.filter(([name]) => !grows(name))),
    members: allowed
      .filter(([name]) => grows(name))
      .flatMap(([field, members]) =>
        (members as object[]).map((member) => ({ field, member: without(member, ownOfSession) })),
      ),
  };
}

/** Whether the value that did not stand may be put back by this reader into the record at hand. */
export function canPutBack(reader: Reader, notice: Notice, record: AnyRecord | null): boolean {
  const { about, field, other } = notice;
  if (!about || !field || !other || !record || !recordTypeOf(about.c)) return false;
  return canEdit(reader, about.c as Collection, record, field);
}
