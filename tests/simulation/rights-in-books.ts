import { isTiedTo, positionOf, rowOf, type Seat } from '../support/independent-policy.ts';
import type { SaidBy, WrittenRecord } from './written-record.ts';

type Find = (c: string, id: string) => WrittenRecord | undefined;

/** The posts somebody holds, by what was written. */
export function seatsIn(records: Iterable<WrittenRecord>, person: string, at: number): Seat[] {
  const seats: Seat[] = [];
  for (const { c, gone, fields, place } of records) {
    if (c !== 'posts' || gone || fields['person'] !== person) continue;
    const until = fields['until'] as number | undefined;
    if ((fields['from'] as number) <= at && (until === undefined || at < until))
      seats.push({ role: fields['role'] as Seat['role'], place });
  }
  return seats;
}

export const watchersIn =
  (find: Find) =>
  (person: string): readonly string[] =>
    (find('people', person)?.fields['watchers'] as string[] | undefined) ?? [];

const reaches = (seat: Seat, place: string): boolean =>
  ['own', 'inside'].includes(positionOf(place, seat.place));

/** Whether somebody has any business with a record as a writer; which field he may change is for others to try. */
export function mayWriteTo(
  find: Find,
  records: Iterable<WrittenRecord>,
  { person, at }: SaidBy,
  { c, id, kind, place, createdBy, fields }: WrittenRecord,
): boolean {
  const seats = seatsIn(records, person, at);
  const kept = { c, r: { ...fields, id, kind, place, createdBy } };
  return (
    seats.some((seat) => reaches(seat, place)) || isTiedTo(person, seats, kept, watchersIn(find))
  );
}

/** Whether somebody may make such a record where it was made. */
export function mayMake(
  find: Find,
  records: Iterable<WrittenRecord>,
  { person, at }: SaidBy,
  { c, kind, place, fields }: WrittenRecord,
): boolean {
  const row = rowOf(c, kind);
  const about = fields['person'] as string | undefined;
  const seats = seatsIn(records, person, at);
  if (seats.some((seat) => reaches(seat, place) && row?.create.below.includes(seat.role)))
    return true;
  if (about === undefined || !row) return false;
  const watches = watchersIn(find)(about).includes(person);
  return (
    (about === person && row.create.about.includes('self')) ||
    (watches && row.create.about.includes('watcher'))
  );
}
