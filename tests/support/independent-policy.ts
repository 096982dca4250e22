import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { NeedStep } from '../../src/domain/needs.ts';
import { policyTable } from '../../src/domain/policy/policy-table.ts';
import type { FieldRow, KindRow, Position } from '../../src/domain/policy/policy-row.ts';
import type { Role } from '../../src/domain/record-type.ts';

/** A living record as the server keeps it. */
export interface Kept {
  readonly c: string;
  readonly r: Readonly<Record<string, unknown>>;
}

export interface Seat {
  readonly role: Role;
  readonly place: string;
}

const segmentsOf = (place: string): string[] => place.split('/');

/** Whether `inner` lies in `outer` or is it, segment by segment. */
function liesIn(inner: string, outer: string): boolean {
  const within = segmentsOf(inner);
  return segmentsOf(outer).every((segment, at) => within[at] === segment);
}

/** Where a place lies, seen from a seat's. */
export function positionOf(place: string, seat: string): Exclude<Position, 'involved'> {
  if (place === seat) return 'own';
  if (liesIn(place, seat)) return 'inside';
  if (liesIn(seat, place)) return 'parent';
  return segmentsOf(place)[0] === segmentsOf(seat)[0] ? 'sibling' : 'foreign';
}

/** The row of the policy for a record; a kind that is not in the table has none, and nobody may do anything. */
export function rowOf(c: string, kind: unknown): KindRow | null {
  const key = `${c}/${String(kind)}`;
  return Object.hasOwn(policyTable, key) ? (policyTable[key] ?? null) : null;
}

/** Whether the table lets a role in such a position read. */
export function reads(row: KindRow, role: Role, position: Position): boolean {
  if (position === 'involved') return row.read.involved;
  const below = row.read.below.includes(role);
  const above = row.read.above.includes(role);
  if (position === 'own') return below || above;
  return (position === 'inside' && below) || (position === 'parent' && above);
}

/** Whether those who read as these roles, or as somebody involved, receive a field. */
export function receivesField(
  field: FieldRow,
  roles: readonly Role[],
  involved: boolean,
  record: Readonly<Record<string, unknown>>,
): boolean {
  if (!field.read) return true;
  if (roles.some((role) => field.read?.includes(role))) return true;
  const agreed = field.withConsent === undefined || record[field.withConsent] === true;
  return involved && agreed && field.read.includes('involved');
}

/** The seats that a person's posts give at `now`. */
function seatsOf(person: string, kept: readonly Kept[], now: number): Seat[] {
  return kept
    .filter(({ c, r }) => c === 'posts' && r['person'] === person)
    .filter(
      ({ r }) => Number(r['from']) <= now && now < Number(r['until'] ?? Number.POSITIVE_INFINITY),
    )
    .map(({ r }) => ({ role: r['role'] as Role, place: String(r['place']) }));
}

/** Whom a record concerns or is assigned to, found in what it says and not in what was computed of it. */
function concerns(
  { c, r }: Kept,
  watchersOf: (person: string) => readonly string[],
): ReadonlySet<string> {
  const named = typeof r['person'] === 'string' ? [r['person']] : [];
  if (c === 'people') return new Set([String(r['id']), ...watchersOf(String(r['id']))]);
  if (c === 'posts' || c === 'notices') return new Set(named);
  if (c === 'visits') return new Set([...named, ...named.flatMap(watchersOf)]);
  if (c !== 'needs') return new Set();
  const { assignee } = needStatusOf(r['steps'] as NeedStep[]);
  // Whoever looks in on somebody has no post where she raises a need for her.
  const raisers = named.flatMap(watchersOf).filter((watcher) => watcher === r['createdBy']);
  return new Set([...named, ...raisers, ...(assignee === null ? [] : [assignee])]);
}

/** Whether somebody wrote this visit or need, and still holds any post where it lies. */
function wroteHere({ c, r }: Kept, person: string, seats: readonly Seat[]): boolean {
  if ((c !== 'visits' && c !== 'needs') || r['createdBy'] !== person) return false;
  return seats.some(({ place }) => liesIn(String(r['place']), place));
}

/** Whether a record is somebody's own business, whatever his roles are. */
export function isTiedTo(
  person: string,
  seats: readonly Seat[],
  one: Kept,
  watchersOf: (person: string) => readonly string[],
): boolean {
  return concerns(one, watchersOf).has(person) || wroteHere(one, person, seats);
}

/** The time from which a journal grows old, or null for what is kept. */
function journalTime({ c, r }: Kept): number | null {
  if (c === 'visits') return Number(r['finishedAt']);
  if (c === 'notices' && r['kind'] === 'device') {
    return (r['ended'] as { at: number } | undefined)?.at ?? null;
  }
  if (c === 'notices' && r['kind'] === 'handover')
    return (r['doneAt'] as number | undefined) ?? null;
  if (c === 'notices') return Number(r['createdAt']);
  return c === 'needs' ? needStatusOf(r['steps'] as NeedStep[]).closedAt : null;
}

const base = [
  'id',
  'kind',
  'place',
  'involves',
  'createdAt',
  'createdBy',
  'version',
  'receivedAt',
] as const;

/** A record as this person is meant to have it, or null when it is not his to see. */
export function asMeantFor(
  person: string,
  seats: readonly Seat[],
  one: Kept,
  watchersOf: (person: string) => readonly string[],
): Record<string, unknown> | null {
  const row = rowOf(one.c, one.r['kind']);
  if (!row) return null;
  const roles = seats
    .filter(({ role, place }) => reads(row, role, positionOf(String(one.r['place']), place)))
    .map(({ role }) => role);
  const involved = row.read.involved && isTiedTo(person, seats, one, watchersOf);
  if (roles.length === 0 && !involved) return null;
  const names = row.fields
    .filter((field) => receivesField(field, roles, involved, one.r))
    .flatMap((field) => field.names);
  const shown = [...base, ...names].filter((name) => one.r[name] !== undefined);
  return Object.fromEntries(shown.map((name) => [name, one.r[name]]));
}

/**
 * What a person is meant to hold at `now`, as `collection/id` to the record: a reading of the policy table by another
 * hand than the server's. `kept` is every living record of the community; journals from before `notBefore` (ms) are
 * left out, as they are from a first sync.
 */
export function meantFor(
  person: string,
  kept: readonly Kept[],
  now: number,
  notBefore = Number.NEGATIVE_INFINITY,
): Map<string, Record<string, unknown>> {
  const watchers = new Map(
    kept
      .filter(({ c }) => c === 'people')
      .map(({ r }) => [String(r['id']), (r['watchers'] as string[] | undefined) ?? []]),
  );
  const watchersOf = (id: string): readonly string[] => watchers.get(id) ?? [];
  const seats = seatsOf(person, kept, now);
  const held = new Map<string, Record<string, unknown>>();
  for (const one of kept) {
    if ((journalTime(one) ?? now) < notBefore) continue;
    const shown = asMeantFor(person, seats, one, watchersOf);
    if (shown) held.set(`${one.c}/${String(one.r['id'])}`, shown);
  }
  return held;
}
