import type { Reader } from '../../src/domain/access.ts';
import { asAuthor } from '../../src/domain/involvement.ts';
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
    const inside = within(places, alias);
    conditions.push({
      text: `(${alias}.type in (${listed(below)}) and ${inside.text})`,
      values: inside.values,
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

/** A place and whatever lies inside it: '0' is the character after '/'. */
function within(places: readonly string[], alias: string): Condition {
  const texts = places.map(
    () => `${alias}.place = ? or (${alias}.place >= ? and ${alias}.place < ?)`,
  );
  return {
    text: `(${texts.join(' or ')})`,
    values: places.flatMap((place) => [place, `${place}/`, `${place}0`]),
  };
}

function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: '(1 = 0)', values: [] };
  return {
    text: `(${conditions.map(({ text }) => text).join(' or ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Where a table keeps whom a row involves. */
type Involving = 'involvement' | 'departed';

function involving(table: Involving, person: string, alias: string): Condition {
  const same = table === 'involvement' ? ['c', 'id'] : ['version'];
  const joined = same.map((column) => `i.${column} = ${alias}.${column}`).join(' and ');
  return {
    text: `(${alias}.type in (${listed(seenInvolved)}) and exists (select 1 from ${table} i
      where i.community = ${alias}.community and i.person = ? and ${joined}))`,
    values: [person],
  };
}

/** What the reader's grants let him see: by his roles, and as the author where he holds any post. */
function throughGrants({ person, grants }: Reader, table: Involving, alias: string): Condition[] {
  const byRoles = roles.flatMap((role) => {
    const places = grants.filter((grant) => grant.role === role).map((grant) => grant.place);
    return places.length === 0 ? [] : byRole(role, [...new Set(places)], alias);
  });
  if (grants.length === 0) return byRoles;
  const wrote = involving(table, asAuthor(person), alias);
  const there = within([...new Set(grants.map((grant) => grant.place))], alias);
  const authored = {
    text: `(${there.text} and ${wrote.text})`,
    values: [...there.values, ...wrote.values],
  };
  return [...byRoles, authored];
}

/** True for records of `alias` which the reader sees because of his grants, and not without them. */
export function seenByGrants(reader: Reader, alias: string): Condition {
  return anyOf(throughGrants(reader, 'involvement', alias));
}

function seenBy(reader: Reader, table: Involving, alias: string): Condition {
  return anyOf([...throughGrants(reader, table, alias), involving(table, reader.person, alias)]);
}

/** `canRead` in SQL, for rows of the table of records. */
export const recordSeenBy = (reader: Reader, alias: string): Condition =>
  seenBy(reader, 'involvement', alias);

/** The same for departures: whether the reader could see the record as it was before it left. */
export const departureSeenBy = (reader: Reader, alias: string): Condition =>
  seenBy(reader, 'departed', alias);
