import type { AnyRecord } from '../domain/record-type.ts';
import type { Collection } from '../domain/record-types.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Local } from './local-record.ts';

/** What this device wanted to write: a whole record, changed fields, or a removal. */
export type ReturnedRow =
  | { readonly op: 'create'; readonly r: Readonly<Record<string, unknown>> }
  | { readonly op: 'edit'; readonly set: Readonly<Record<string, unknown>> }
  | { readonly op: 'delete' };

/** An edit that did not take effect, with its reason; kept until the person deals with it. */
export interface ReturnedEntry {
  readonly id: string;
  readonly c: Collection;
  /** Empty, as is the row, once the record is not this device's to hold any more. */
  readonly recordId: string;
  readonly outcome: 'refused' | 'quarantined' | 'superseded';
  readonly problem?: Problem | undefined;
  readonly at: number;
  readonly row: ReturnedRow;
  readonly place?: string | undefined;
  /** Name or title by which the person knows the record, as far as his own text had it. */
  readonly kind?: string | undefined;
}

/** A record with changes that the server has not taken in. */
export type UnsentEntry = {
  [C in Collection]: {
    readonly c: C;
    readonly id: string;
    readonly record: Local<C>;
    readonly since: number;
  };
}[Collection];

/** A record whose collection is known at run time only. */
export interface Waiting {
  readonly c: Collection;
  readonly record: AnyRecord;
}
