import type { AnyRecord, RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import { collections, recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import { insertMany, runFor } from './multi-row.ts';
import type { Resting } from './records.ts';
import type { SqlValue } from './store.ts';
import { typeOf } from './visible.ts';

/** A record as the table has it and as it is to be; `born` is the number under which it first came. */
export interface Changed {
  readonly before: Resting | null;
  readonly now: Resting;
  readonly born: number;
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

function valuesOf(community: string, { now, born }: Changed): SqlValue[] {
  const { c, record, marks, gone } = now;
  const order = gone ? { rank: journalRank, sort: 0, agesAt: null } : orderOf(c, record);
  return [
    community,
    c,
    record.id,
    typeOf(c, record.kind),
    record.place,
    record.version,
    born,
    gone ? 1 : 0,
    order.rank,
    order.sort,
    order.agesAt,
    JSON.stringify(record),
    JSON.stringify(marks),
  ];
}

const involvedIn = (resting: Resting | null): readonly string[] =>
  resting && !resting.gone ? resting.record.involves : [];

type Involved = readonly [community: string, person: string, c: Collection, id: string];

function byPersonAndId([, person, , id]: Involved, [, other, , otherId]: Involved): number {
  if (person !== other) return person < other ? -1 : 1;
  return id < otherId ? -1 : 1;
}

async function putInvolvement(sql: CommunitySql, changes: readonly Changed[]): Promise<void> {
  const added: Involved[] = [];
  /** Ids by collection and person: few people leave many records, many people leave few. */
  const left = new Map<string, string[]>();
  for (const { before, now } of changes) {
    const was = involvedIn(before);
    const is = involvedIn(now);
    for (const person of is) {
      if (!was.includes(person)) added.push([sql.community, person, now.c, now.record.id]);
    }
    for (const person of was) {
      if (is.includes(person)) continue;
      const key = `${now.c} ${person}`;
      left.set(key, [...(left.get(key) ?? []), now.record.id]);
    }
  }
  for (const [key, ids] of left) {
    const [c = '', person = ''] = key.split(' ');
    const text = 'delete from involvement where community = ? and person = ? and c = ? and id in';
    await runFor(sql, text, [sql.community, person, c], ids);
  }
  // A person's rows lie together in the table: it is looked through once for each person, and not for each row.
  const together = added.toSorted(byPersonAndId);
  await insertMany(sql, 'involvement (community, person, c, id)', together);
}

/** Writes records as they are now, and whom they involve; each has its number already. */
export async function putRecords(sql: CommunitySql, changes: readonly Changed[]): Promise<void> {
  const inOrder = changes.toSorted((a, b) => a.now.record.version - b.now.record.version);
  await insertMany(
    sql,
    `records
        (community, c, id, type, place, version, born, gone, rank, sort, ages_at, body, marks)`,
    inOrder.map((change) => valuesOf(sql.community, change)),
    `on conflict (community, c, id) do update set type = excluded.type, place = excluded.place,
        version = excluded.version, gone = excluded.gone, rank = excluded.rank, sort = excluded.sort,
        ages_at = excluded.ages_at, body = excluded.body, marks = excluded.marks`,
  );
  await putInvolvement(sql, inOrder);
}

/** Keeps what was learnt of stamps without making a new entry in the feed. */
export async function putMarks(sql: CommunitySql, { c, record, marks }: Resting): Promise<void> {
  await sql.run('update records set marks = ? where community = ? and c = ? and id = ?', [
    JSON.stringify(marks),
    sql.community,
    c,
    record.id,
  ]);
}
