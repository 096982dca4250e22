import type { Unsent } from '../../src/domain/merge.ts';
import type { RowChange } from '../support/rxdb-disk.ts';
import { collectionIn, recordIn } from '../support/rxdb-disk-view.ts';
import type { Identity } from './base-world.ts';
import { isSame } from './plain-value.ts';
import type { World } from './world.ts';
import { nameOfValue } from './written-record.ts';

/**
 * Notes what stood in a field when its new value was written. Between a person's tap and the transaction a page may
 * come in; what counts as seen is what the store had before it when it marked the field, as the mark itself says.
 */
export function noteSights(
  { book }: World,
  { device }: Identity,
  database: string,
  changes: readonly RowChange[],
): void {
  const c = collectionIn(database);
  if (!c) return;
  for (const { key: id, before, after } of changes) {
    if (before === undefined || after === undefined) continue;
    const [old, now] = [recordIn(before), recordIn(after)];
    for (const [field, { at }] of Object.entries<Unsent>(now.unsent)) {
      const stood = (old as unknown as Record<string, unknown>)[field] ?? null;
      const stands = (now as unknown as Record<string, unknown>)[field] ?? null;
      if (old.unsent[field]?.at === at || isSame(stood, stands)) continue;
      book.saw(device, nameOfValue({ c, id }, field, stood));
    }
  }
}
