import type { Marks } from '../../src/domain/marks.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import { allOf } from './multi-row.ts';
import type { Sql } from './store.ts';

/** A record as it rests: a deleted one keeps its name, its place and its marks, and nothing of its content. */
export interface Resting {
  readonly c: Collection;
  readonly record: AnyRecord;
  readonly marks: Marks;
  readonly gone: boolean;
}

/** The same as it is in the table, not yet read. */
export interface RestingRow {
  readonly c: Collection;
  readonly id: string;
  readonly gone: number;
  readonly body: string;
  readonly marks: string;
}

export function restingOf(row: RestingRow): Resting {
  return {
    c: row.c,
    record: JSON.parse(row.body) as AnyRecord,
    marks: JSON.parse(row.marks) as Marks,
    gone: row.gone === 1,
  };
}

const columns = 'r.c, r.id, r.gone, r.body, r.marks';

/** Records by their names, deleted or not, in no order. */
export function rowsNamed(
  sql: Sql,
  community: string,
  c: Collection,
  ids: readonly string[],
): Promise<RestingRow[]> {
  const text = `select ${columns} from records r where r.community = ? and r.c = ? and r.id in`;
  return allOf(sql, text, [community, c], ids);
}

/** One record by its name, deleted or not. */
export async function findRecord(
  sql: Sql,
  community: string,
  c: Collection,
  id: string,
): Promise<Resting | null> {
  const [row] = await rowsNamed(sql, community, c, [id]);
  return row ? restingOf(row) : null;
}

/** The ids of the living places with these paths, in no order. */
export function placesAtPaths(
  sql: Sql,
  community: string,
  paths: readonly string[],
): Promise<{ id: string; place: string }[]> {
  const text = `select r.id, r.place from records r
    where r.community = ? and r.c = 'places' and r.gone = 0 and r.place in`;
  return allOf(sql, text, [community], paths);
}

/** Every living record that rests exactly at a place. */
export function rowsAt(sql: Sql, community: string, place: string): Promise<RestingRow[]> {
  return sql.all(
    `select ${columns} from records r where r.community = ? and r.place = ? and r.gone = 0`,
    [community, place],
  );
}

/** Living records of a collection that involve a person, in the order of their last change. */
export function rowsInvolving(
  sql: Sql,
  community: string,
  c: Collection,
  person: string,
): Promise<RestingRow[]> {
  return sql.all(
    // A cross join is read in this order: left to itself, SQLite walks the whole feed to spare the sorting.
    `select ${columns} from involvement i cross join records r
      where i.community = ? and i.person = ? and i.c = ?
        and r.community = i.community and r.c = i.c and r.id = i.id and r.gone = 0
      order by r.version`,
    [community, person, c],
  );
}

/** Whether anything lives inside a place, the place's own record and journals left aside. */
export async function isInhabited(sql: Sql, community: string, path: string): Promise<boolean> {
  const rows = await sql.all(
    `select 1 as found from records r
      where r.community = ? and r.gone = 0 and r.ages_at is null and r.c <> 'notices'
        and ((r.place = ? and r.c <> 'places') or (r.place >= ? and r.place < ?)) limit 1`,
    [community, path, `${path}/`, `${path}0`],
  );
  return rows.length > 0;
}
