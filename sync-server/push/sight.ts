import { sharedWith } from '../store/epochs.ts';
import type { CommunitySql } from '../store/community.ts';
import type { ReadRow } from './read-row.ts';

/**
 * Rows of a device that has not heard yet that a backup was put back. The numbers by which it says what it had in
 * sight mean something else in this history, as far as they are not from before.
 */
export async function asSeenBeforeRestore(
  sql: CommunitySql,
  rows: readonly ReadRow[],
): Promise<ReadRow[]> {
  const shared = await sharedWith(sql, sql.community, '');
  return rows.map((read) =>
    'row' in read && read.row.op === 'edit'
      ? { ...read, row: { ...read.row, seen: Math.min(read.row.seen, shared) } }
      : read,
  );
}
