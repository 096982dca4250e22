import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import { insertMany } from './multi-row.ts';
import type { Sql } from './store.ts';
import { typeOf } from './visible.ts';

/** Where a record was, and whom it involved, before it went out of somebody's sight. */
export interface Departure {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly involves: string[];
}

/** What a record was before the change with this number. */
export interface Left {
  readonly c: Collection;
  readonly was: Pick<AnyRecord, 'id' | 'kind' | 'place' | 'involves'>;
  readonly version: number;
  readonly at: number;
}

/** Remembers what records were before they changed. */
export async function putDepartures(sql: CommunitySql, all: readonly Left[]): Promise<void> {
  const { community } = sql;
  await insertMany(
    sql,
    'departures (community, version, c, id, type, place, involves, left_at)',
    all.map(({ c, was, version, at }) => [
      community,
      version,
      c,
      was.id,
      typeOf(c, was.kind),
      was.place,
      JSON.stringify(was.involves),
      at,
    ]),
  );
  await insertMany(
    sql,
    'departed (community, person, version)',
    all.flatMap(({ was, version }) => was.involves.map((person) => [community, person, version])),
  );
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
