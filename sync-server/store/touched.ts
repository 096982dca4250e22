import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { Resting } from './records.ts';

/** What a change touched, as it was and as it is: enough to know who must be told. */
export interface Touched {
  readonly c: Collection;
  readonly kind: string;
  readonly place: string;
  readonly involves: string[];
}

export interface Written {
  readonly record: AnyRecord;
  readonly touched: readonly Touched[];
}

const touch = (c: Collection, { kind, place, involves }: AnyRecord): Touched => ({
  c,
  kind,
  place,
  involves,
});

/** Whom to tell of a change from what a record was to what it is. */
export function touchedBy(before: AnyRecord | null, { c, record, gone }: Resting): Touched[] {
  const touched = before ? [touch(c, before)] : [];
  return gone ? touched : [...touched, touch(c, record)];
}

/** Whether somebody who could see the record before may not see it any more. */
export function leavesSight(was: AnyRecord, next: Resting): boolean {
  return (
    next.gone ||
    was.place !== next.record.place ||
    was.kind !== next.record.kind ||
    was.involves.some((person) => !next.record.involves.includes(person))
  );
}
