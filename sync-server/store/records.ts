import type { AnyRecord, RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import type { Marks } from '../../src/domain/marks.ts';
import { collections, recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import type { Sql } from './store.ts';
import { typeOf } from './visible.ts';

/** A record as it rests: a deleted one keeps its name, its place and its marks, and nothing of its content. */
export interface Resting {
  readonly c: Collection;
  readonly record: AnyRecord;
  readonly marks: Marks;
  readonly gone: boolean;
}

interface Row {
  readonly c: Collection;
  readonly gone: number;
  readonly body: string;
  readonly marks: string;
}

function resting(row: Row): Resting {
  return {
    c: row.c,
    record: JSON.parse(row.body) as AnyRecord,
    marks: JSON.parse(row.marks) as Marks,
    gone: row.gone === 1,
  };
}

const columns = 'r.c, r.gone, r.body, r.marks';

/** One record by its name, deleted or not. */
export async function findRecord(
  sql: Sql,
  community: string,
  c: Collection,
  id: string,
): Promise<Resting | null> {
  const [row] = await sql.all<Row>(
    `select ${columns} from records r where r.community = ? and r.c = ? and r.id = ?`,
    [community, c, id],
  );
  return row ? resting(row) : null;
}

/** Every living record that rests exactly at a place. */
export async function recordsAt(sql: Sql, community: string, place: string): Promise<Resting[]> {
  const rows = await sql.all<Row>(
    `select ${columns} from records r where r.community = ? and r.place = ? and r.gone = 0
      order by r.version`,
    [community, place],
  );
  return rows.map(resting);
}

/** Living records of a collection that involve a person. */
export async function recordsInvolving(
  sql: Sql,
  community: string,
  c: Collection,
  person: string,
): Promise<Resting[]> {
  const rows = await sql.all<Row>(
    // A cross join is read in this order: left to itself, SQLite walks the whole feed to spare the sorting.
    `select ${columns} from involvement i cross join records r
      where i.community = ? and i.person = ? and i.c = ?
        and r.community = i.community and r.c = i.c and r.id = i.id and r.gone = 0
      order by r.version`,
    [community, person, c],
  );
  return rows.map(resting);
}

/** The living place with this path. */
export async function placeAtPath(
  sql: Sql,
  community: string,
  path: string,
): Promise<AnyRecord | null> {
  const [row] = await sql.all<Row>(
    `select ${columns} from records r
      where r.community = ? and r.c = 'places' and r.place = ? and r.gone = 0`,
    [community, path],
  );
  return row ? resting(row).record : null;
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

const journalRank = 9;

function orderOf(
  c: Collection,
  record: AnyRecord,
): { rank: number; sort: number; agesAt: number | null } {
  const type: RecordTypeDeclaration = recordTypes[c];
  const agesAt = type.agesFrom?.(record) ?? null;
  if (agesAt === null) return { rank: collections.indexOf(c), sort: 0, agesAt };
  return { rank: journalRank, sort: -agesAt, agesAt };
}

/** Writes a record under the next number, and whom it involves. */
export async function putRecord(sql: CommunitySql, next: Resting): Promise<AnyRecord> {
  const { c, gone, marks } = next;
  const record = { ...next.record, version: sql.take() };
  const order = gone ? { rank: journalRank, sort: 0, agesAt: null } : orderOf(c, record);
  await sql.run(
    `insert into records
        (community, c, id, type, place, version, born, gone, rank, sort, ages_at, body, marks)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (community, c, id) do update set type = excluded.type, place = excluded.place,
        version = excluded.version, gone = excluded.gone, rank = excluded.rank, sort = excluded.sort,
        ages_at = excluded.ages_at, body = excluded.body, marks = excluded.marks`,
    [
      sql.community,
      c,
      record.id,
      typeOf(c, record.kind),
      record.place,
      record.version,
      record.version,
      gone ? 1 : 0,
      order.rank,
      order.sort,
      order.agesAt,
      JSON.stringify(record),
      JSON.stringify(marks),
    ],
  );
  return record;
}

/** Keeps what was learnt of stamps without making a new entry in the feed. */
export async function putMarks(
  sql: CommunitySql,
  c: Collection,
  id: string,
  marks: Marks,
): Promise<void> {
  await sql.run('update records set marks = ? where community = ? and c = ? and id = ?', [
    JSON.stringify(marks),
    sql.community,
    c,
    id,
  ]);
}
