import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import { putDeparture, putInvolvement } from './departures.ts';
import { putRecord, type Resting } from './records.ts';

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

function leavesSight(was: AnyRecord, next: Resting): boolean {
  return (
    next.gone ||
    was.place !== next.record.place ||
    was.kind !== next.record.kind ||
    was.involves.some((person) => !next.record.involves.includes(person))
  );
}

/** Writes one change with everything that hangs on it: number, involvement, and the departure if there is one. */
export async function writeRecord(
  sql: CommunitySql,
  was: Resting | null,
  next: Resting,
  now: number,
): Promise<Written> {
  const record = await putRecord(sql, next);
  const before = was && !was.gone ? was.record : null;
  await putInvolvement(
    sql,
    next.c,
    record.id,
    before?.involves ?? [],
    next.gone ? [] : record.involves,
  );
  if (before && leavesSight(before, next))
    await putDeparture(sql, next.c, before, record.version, now);
  const touched = before ? [touch(next.c, before)] : [];
  return { record, touched: next.gone ? touched : [...touched, touch(next.c, record)] };
}
