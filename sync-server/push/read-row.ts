import { readAs } from '../../src/domain/read-as.ts';
import { recordTypeOf, type Collection } from '../../src/domain/record-types.ts';
import { pushRow, type PushRow } from '../../src/protocol/sync.ts';
import { refused, type Verdict } from './batch.ts';
import { isShallow } from './nesting.ts';

/** A row as far as it could be read: what it does to a record of a known type, or why it was refused at once. */
export type ReadRow =
  | { readonly name: RowName; readonly c: Collection; readonly row: PushRow }
  | { readonly name: RowName; readonly verdict: Verdict };

/** What the answer to a row calls its record, whatever the row said. */
export interface RowName {
  readonly c: string;
  readonly id: string;
}

function nameIn(raw: unknown): RowName {
  const { c, id } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  return {
    c: typeof c === 'string' ? c.slice(0, 20) : '',
    id: typeof id === 'string' ? id.slice(0, 60) : '',
  };
}

export function readRow(raw: unknown): ReadRow {
  const name = nameIn(raw);
  const read = readAs(pushRow, raw);
  if (!read.success || !isShallow(raw)) return { name, verdict: refused({ code: 'badRow' }, null) };
  const row = read.data;
  if (!recordTypeOf(row.c)) return { name, verdict: refused({ code: 'unknownCollection' }, null) };
  return { name, c: row.c as Collection, row };
}
