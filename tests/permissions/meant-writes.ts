import { appointmentPolicy } from '../../src/domain/policy/policy-table.ts';
import type { Position, Tie } from '../../src/domain/policy/policy-row.ts';
import type { Role } from '../../src/domain/record-type.ts';
import {
  isTiedTo,
  positionOf,
  reads,
  receivesField,
  rowOf,
  type Kept,
  type Seat,
} from '../support/independent-policy.ts';

const reaches = (position: Position): boolean => position === 'own' || position === 'inside';

/** The roles of these seats that reach down to a place. */
function rolesOver(seats: readonly Seat[], place: string): Role[] {
  return seats.filter((seat) => reaches(positionOf(place, seat.place))).map(({ role }) => role);
}

/** Whether the table lets somebody make a record of this kind there, about somebody he has a tie to or not. */
export function mayMake(
  seats: readonly Seat[],
  key: string,
  place: string,
  ties: readonly Tie[] = [],
): boolean {
  const [c = '', kind] = key.split('/');
  const row = rowOf(c, kind);
  if (!row) return false;
  if (ties.some((tie) => row.create.about.includes(tie))) return true;
  return rolesOver(seats, place).some((role) => row.create.below.includes(role));
}

/** Whether somebody may appoint to a role in a place, or dismiss from it. */
export function mayAppoint(seats: readonly Seat[], role: Role, place: string): boolean {
  return rolesOver(seats, place).some((mine) => appointmentPolicy[mine]?.includes(role));
}

export function mayRemove(seats: readonly Seat[], one: Kept): boolean {
  const row = rowOf(one.c, one.r['kind']);
  return rolesOver(seats, String(one.r['place'])).some((role) => row?.remove.includes(role));
}

export function mayMove(seats: readonly Seat[], one: Kept, to: string): boolean {
  const row = rowOf(one.c, one.r['kind']);
  return [String(one.r['place']), to].every((place) =>
    rolesOver(seats, place).some((role) => row?.move.includes(role)),
  );
}

/** Whether the table lets somebody change a field of a record. */
export function mayChange(
  person: string,
  seats: readonly Seat[],
  one: Kept,
  name: string,
  watchersOf: (person: string) => readonly string[],
): boolean {
  const row = rowOf(one.c, one.r['kind']);
  const field = row?.fields.find(({ names }) => names.includes(name));
  if (!row || !field) return false;
  const place = String(one.r['place']);
  const involved = row.read.involved && isTiedTo(person, seats, one, watchersOf);
  const readers = seats
    .filter((seat) => reads(row, seat.role, positionOf(place, seat.place)))
    .map(({ role }) => role);
  if (!receivesField(field, readers, involved, one.r)) return false;
  if (involved && field.change.includes('involved')) return true;
  return rolesOver(seats, place).some(
    (role) => readers.includes(role) && field.change.includes(role),
  );
}
