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
  { book, broken }: World,
  { device }: Identity,
  database: string,
  changes: readonly RowChange[],
): void {
  const c = collectionIn(database);
  if (!c) return;
  for (const { key: id, before, after } of changes) {
    if (after === undefined) continue;
    const now = recordIn(after);
    if (before === undefined) {
      const isEdited = now.version > 0 && Object.keys(now.unsent).length > 0;
      if (isEdited) broken([`${device}: ${c} ${id} was gone and came back by an edit`]);
      continue;
    }
    const old = recordIn(before);
    for (const [field, { at }] of Object.entries<Unsent>(now.unsent)) {
      const stood = (old as unknown as Record<string, unknown>)[field] ?? null;
      const stands = (now as unknown as Record<string, unknown>)[field] ?? null;
      if (old.unsent[field]?.at === at || isSame(stood, stands)) continue;
      book.saw(device, nameOfValue({ c, id }, field, stood));
    }
  }
}
