import { fieldOf, isMovable } from '../../src/domain/access.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { PushRow } from '../../src/protocol/sync.ts';

type Values = Readonly<Record<string, unknown>>;

function only(values: Values, isKept: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)));
}

/**
 * A row as it is kept for review: what was looked at when it was read. What every record has is not the device's to
 * say, so nobody has looked at it, and it may be anything of any size.
 */
export function keptRow(row: PushRow): PushRow {
  const c = row.c as Collection;
  const isField = (name: string) => fieldOf(recordTypes[c], name) !== null;
  if (row.op === 'delete') return row;
  if (row.op === 'edit') {
    const isSet = (name: string) => isField(name) || (name === 'place' && isMovable(c));
    const set = only(row.set, isSet);
    const stamps = only(row.stamps, (name) => Object.hasOwn(set, name)) as typeof row.stamps;
    return { ...row, set, stamps };
  }
  const isSaid = (name: string) => isField(name) || name === 'kind' || name === 'place';
  const { createdAt } = row.r;
  const made = typeof createdAt === 'number' ? { createdAt } : {};
  return { ...row, r: { ...only(row.r, isSaid), ...made } };
}
