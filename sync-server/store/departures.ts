import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import type { Sql } from './store.ts';
import { typeOf } from './visible.ts';

/** Where a record was, and whom it involved, before it went out of somebody's sight. */
export interface Departure {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly involves: string[];
}

/** Brings the involvement of a record up to date. */
export async function putInvolvement(
  sql: CommunitySql,
  c: Collection,
  id: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  for (const person of after) {
    if (before.includes(person)) continue;
    await sql.run('insert into involvement (community, person, c, id) values (?, ?, ?, ?)', [
      sql.community,
      person,
      c,
      id,
    ]);
  }
  for (const person of before) {
    if (after.includes(person)) continue;
    await sql.run(
      'delete from involvement where community = ? and person = ? and c = ? and id = ?',
      [sql.community, person, c, id],
    );
  }
}

/** Remembers what a record was before the change with this number. */
export async function putDeparture(
  sql: CommunitySql,
  c: Collection,
  was: AnyRecord,
  version: number,
  now: number,
): Promise<void> {
  await sql.run(
    `insert into departures (community, version, c, id, type, place, involves, left_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      sql.community,
      version,
      c,
      was.id,
      typeOf(c, was.kind),
      was.place,
      JSON.stringify(was.involves),
      now,
    ],
  );
  for (const person of was.involves) {
    await sql.run('insert into departed (community, person, version) values (?, ?, ?)', [
      sql.community,
      person,
      version,
    ]);
  }
}

interface Row {
  readonly id: string;
  readonly type: string;
  readonly place: string;
  readonly involves: string;
}

const departure = (row: Row): Departure => ({
  id: row.id,
  kind: row.type.slice(row.type.indexOf('/') + 1),
  place: row.place,
  involves: JSON.parse(row.involves) as string[],
});

/** What a record has been since `since` (ms), newest first. */
export async function departuresOf(
  sql: Sql,
  community: string,
  c: Collection,
  id: string,
  since: number,
): Promise<Departure[]> {
  const rows = await sql.all<Row>(
    `select d.id, d.type, d.place, d.involves from departures d
      where d.community = ? and d.c = ? and d.id = ? and d.left_at >= ? order by d.version desc`,
    [community, c, id, since],
  );
  return rows.map(departure);
}

/** The place record that left this path last, if one ever did. */
export async function whoLeft(sql: Sql, community: string, path: string): Promise<string | null> {
  const [row] = await sql.all<{ id: string }>(
    `select d.id from departures d where d.community = ? and d.c = 'places' and d.place = ?
      order by d.version desc limit 1`,
    [community, path],
  );
  return row?.id ?? null;
}
