import type { Grant, Reader } from '../../src/domain/access.ts';
import { lineage } from '../../src/domain/place.ts';
import { roles, type KindAccess, type Role } from '../../src/domain/record-type.ts';
import { recordTypes } from '../../src/domain/record-types.ts';
import type { SqlValue } from './store.ts';

/** A piece of SQL with the values for its placeholders, in order. */
export interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Collection and kind in one column, so that a role's sight is one list. */
export const typeOf = (c: string, kind: string): string => `${c}/${kind}`;

const access = Object.entries(recordTypes).flatMap(([c, declared]) =>
  Object.entries<KindAccess>(declared.kinds).map(([kind, rights]) => ({
    type: typeOf(c, kind),
    rights,
  })),
);

function typesSeen(role: Role, not: 'below' | 'above'): string[] {
  return access
    .filter(({ rights }) => rights.read[role] !== undefined && rights.read[role] !== not)
    .map(({ type }) => type);
}

const seenBelow = new Map(roles.map((role) => [role, typesSeen(role, 'above')]));
const seenAbove = new Map(roles.map((role) => [role, typesSeen(role, 'below')]));
const seenInvolved = access.filter(({ rights }) => rights.read.involved).map(({ type }) => type);

const listed = (values: readonly string[]): string =>
  values.map((value) => `'${value}'`).join(', ');

function byRole(role: Role, places: readonly string[], alias: string): Condition[] {
  const conditions: Condition[] = [];
  const below = seenBelow.get(role) ?? [];
  if (below.length > 0) {
    // '0' is the character after '/': the range holds whatever lies inside the place.
    const within = places.map(
      () => `${alias}.place = ? or (${alias}.place >= ? and ${alias}.place < ?)`,
    );
    conditions.push({
      text: `(${alias}.type in (${listed(below)}) and (${within.join(' or ')}))`,
      values: places.flatMap((place) => [place, `${place}/`, `${place}0`]),
    });
  }
  const above = seenAbove.get(role) ?? [];
  if (above.length > 0) {
    const outer = [...new Set(places.flatMap(lineage))];
    conditions.push({
      text: `(${alias}.type in (${listed(above)}) and ${alias}.place in (${outer.map(() => '?').join(', ')}))`,
      values: outer,
    });
  }
  return conditions;
}

function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: '(1 = 0)', values: [] };
  return {
    text: `(${conditions.map(({ text }) => text).join(' or ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function conditionsOf(grants: readonly Grant[], alias: string): Condition[] {
  return roles.flatMap((role) => {
    const places = grants.filter((grant) => grant.role === role).map((grant) => grant.place);
    return places.length === 0 ? [] : byRole(role, [...new Set(places)], alias);
  });
}

/** True for rows of `alias` (type, place) which one of these grants lets somebody see. */
export function seenByGrants(grants: readonly Grant[], alias: string): Condition {
  return anyOf(conditionsOf(grants, alias));
}

/** `canRead` in SQL, for rows of the table of records. */
export function recordSeenBy(reader: Reader, alias: string): Condition {
  const involved = {
    text: `(${alias}.type in (${listed(seenInvolved)}) and exists (select 1 from involvement i
      where i.community = ${alias}.community and i.person = ?
        and i.c = ${alias}.c and i.id = ${alias}.id))`,
    values: [reader.person],
  };
  return anyOf([...conditionsOf(reader.grants, alias), involved]);
}

/** The same for departures: whether the reader could see the record as it was before it left. */
export function departureSeenBy(reader: Reader, alias: string): Condition {
  const involved = {
    text: `(${alias}.type in (${listed(seenInvolved)}) and exists (select 1 from departed p
      where p.community = ${alias}.community and p.person = ? and p.version = ${alias}.version))`,
    values: [reader.person],
  };
  return anyOf([...conditionsOf(reader.grants, alias), involved]);
}
