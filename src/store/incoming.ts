import { canEdit, fieldOf, type Reader } from '../domain/access.ts';
import { rebase, wholeRecord, type Unsent } from '../domain/merge.ts';
import type { AnyRecord, RecordTypeDeclaration } from '../domain/record-type.ts';
import type { Collection } from '../domain/record-types.ts';
import { sameValue } from '../domain/values.ts';
import type { StoredRecord } from './record-database.ts';

/** What is to become of a record: its next copy (the same object: nothing to write), or nothing of it stays. */
export type Fate = StoredRecord | 'bury';

/**
 * A new reading of everything, because the server's history has changed or our place in it is lost. It may have been
 * restored from a backup: this device gives back what it still knows.
 */
export interface Reread {
  readonly reader: Reader;
  /**
   * Up to this number the history that the device knows and the server's are the same; what carries a higher one here
   * comes from the history that was lost. Null where the server does not say.
   */
  readonly shared: number | null;
  /** When the lost history was last read (ms): whatever was written since the backup was put back is newer. */
  readonly lastRead: number | null;
  /** A stamp later than all that this device gave, and no earlier than `from` (ms), or than now. */
  stamp(from?: number): number;
}

/** Whether a copy here was made by the history that the server has lost. */
function isFromLostHistory(local: StoredRecord, reread: Reread, server: AnyRecord | null): boolean {
  if (reread.shared !== null) return local.version > reread.shared;
  return server === null || server.version < local.version;
}

/** The local copy once the server's has arrived; older copies than the one here change nothing. */
export function afterCopy(
  type: RecordTypeDeclaration,
  server: AnyRecord,
  local: StoredRecord | null,
  reread: Reread | null = null,
): StoredRecord {
  if (local?.draft) return local;
  if (!local) return rebase(type, server, null);
  if (!reread) return server.version >= local.version ? rebase(type, server, local) : local;
  if (isFromLostHistory(local, reread, server))
    return rebase(type, server, offering(type, server, local, reread));
  return rebase(type, server, seenAtMost(local, reread.shared ?? server.version));
}

/** What was in sight when a field was written here, in numbers that both histories know. */
function seenAtMost(local: StoredRecord, shared: number): StoredRecord {
  const unsent = Object.entries(local.unsent).map(([field, { at, seen }]) => [
    field,
    { at, seen: Math.min(seen, shared) },
  ]);
  return { ...local, unsent: Object.fromEntries(unsent) as Record<string, Unsent> };
}

/** Marks for every field in which a restored server is behind this device, as far as the reader may write it. */
function offering(
  type: RecordTypeDeclaration,
  server: AnyRecord,
  local: StoredRecord,
  reread: Reread,
): StoredRecord {
  let at: number | null = null;
  // Nor was the making of the record in sight, where somebody else has given it back since: 0 leaves that out.
  const seen = reread.lastRead !== null && server.receivedAt > reread.lastRead ? 1 : 0;
  const unsent = { ...seenAtMost(local, reread.shared ?? server.version).unsent };
  const offered: Record<string, unknown> = { ...local };
  for (const field of ['place', ...Object.keys(type.fields)]) {
    if (unsent[field] || sameValue(local[field] ?? null, server[field] ?? null)) continue;
    if (!canEdit(reread.reader, type.collection as Collection, server, field)) continue;
    if (fieldOf(type, field)?.merge === 'grow') {
      const lost = lostMembers(server[field], local[field], reread.reader.person);
      if (lost.length === 0) continue;
      offered[field] = lost;
    }
    // Not before what this device wrote there by a clock that was ahead: that would be taken for a repetition.
    at ??= reread.stamp(reread.lastRead ?? undefined);
    // What was in sight when this was written nobody knows any more: as if nothing had been, both values are kept.
    unsent[field] = { at, seen };
  }
  return { ...(offered as StoredRecord), unsent };
}

interface Member {
  readonly id: string;
  readonly by?: string;
  readonly device?: string;
  readonly receivedAt?: number;
}

/** The person's own members that the server has lost; others give back their own. */
function lostMembers(theirs: unknown, ours: unknown, person: string): object[] {
  const known = new Set(((theirs ?? []) as Member[]).map((member) => member.id));
  return ((ours ?? []) as Member[])
    .filter((member) => member.by === person && !known.has(member.id))
    .map(({ device: _device, receivedAt: _receivedAt, ...member }) => member);
}

/** What becomes of a record which the completed new reading did not contain. */
export function afterAbsence(
  type: RecordTypeDeclaration,
  local: StoredRecord,
  reread: Reread,
): Fate {
  if (local.draft || Object.hasOwn(local.unsent, wholeRecord)) return local;
  // What both histories had and this one has no more was deleted, or is not this person's to hold.
  const lost = isFromLostHistory(local, reread, null);
  if (lost && local.createdBy === reread.reader.person) {
    const at = reread.stamp();
    const again: Record<string, unknown> = { ...local, version: 0, receivedAt: 0 };
    const unsent: Record<string, Unsent> = { [wholeRecord]: { at, seen: 0 } };
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.merge !== 'grow' || !local[name]) continue;
      again[name] = lostMembers([], local[name], local.createdBy);
      // Should another device of this person give the record back first, its members are not all there are.
      unsent[name] = { at, seen: 0 };
    }
    return { ...(again as StoredRecord), unsent, unsentSince: at };
  }
  if (local.unsentSince === 0) return 'bury';
  // Its number means nothing in the new history; should somebody give the record back, that copy counts.
  return { ...seenAtMost(local, reread.shared ?? 0), version: 0 };
}

/** What becomes of a record that is no longer this person's to hold: edits not yet sent keep it until answered. */
export function afterGone(local: StoredRecord): Fate {
  return local.draft || local.unsentSince > 0 ? local : 'bury';
}

/** Whether a journal entry is older than this device keeps it. */
export function isOutdated(
  type: RecordTypeDeclaration,
  local: StoredRecord,
  before: number,
): boolean {
  if (local.draft || local.unsentSince > 0) return false;
  const age = type.agesFrom?.(local) ?? null;
  return age !== null && age < before;
}

/** Whether a record counts when this device is compared with the server: what only this device knows does not. */
export function isCompared(
  type: RecordTypeDeclaration,
  local: StoredRecord,
  journalsSince: number,
): boolean {
  return !local.draft && local.version > 0 && !isOutdated(type, local, journalsSince);
}

/** The local copy in a part that differed: the server's, be it older; only what is not sent yet stays. */
export function afterCopyOfPart(
  type: RecordTypeDeclaration,
  server: AnyRecord,
  local: StoredRecord | null,
): StoredRecord {
  if (local && (local.draft || local.version === server.version)) return local;
  return rebase(type, server, local);
}

/** What becomes of a record which the server has not in a part that differed. */
export function afterAbsenceFromPart(
  type: RecordTypeDeclaration,
  local: StoredRecord,
  journalsSince: number,
): Fate {
  const stays = local.unsentSince > 0 || !isCompared(type, local, journalsSince);
  return stays ? local : 'bury';
}
