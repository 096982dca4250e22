import type { PushResult, PushRow } from '../../src/protocol/sync.ts';
import type { Sql } from '../../sync-server/store/store.ts';
import type { Seat } from '../support/independent-policy.ts';
import { effectsOfRows, type Effects, type Replaced } from './effects-of-rows.ts';
import { missingFromReview } from './kept-for-review.ts';
import { canonical, growing, isSame, ownFields, type Member } from './plain-value.ts';
import { mayMake, mayWriteTo, seatsIn, watchersIn } from './rights-in-books.ts';
import { copyOf, type SaidBy, type WrittenRecord } from './written-record.ts';

export interface PushInHand extends SaidBy {
  readonly system: boolean;
  readonly rows: readonly unknown[];
}

interface Row {
  readonly c: string;
  readonly id: string;
  readonly version: number;
  readonly gone: number;
  readonly place: string;
  readonly body: string;
  readonly marks: string;
}

type Body = Record<string, unknown>;
type Marks = Record<
  string,
  {
    readonly version: number;
    readonly device: string;
    readonly said: number;
    readonly stamp: number;
  }
>;

/** What the server must have, by the writes that it acknowledged, one after the other. */
export interface OracleOfWrites {
  /** Compares what is about to be committed with what these rows must do; answers what is wrong. */
  check(
    push: PushInHand | null,
    results: readonly PushResult[] | null,
    sql: Sql,
  ): Promise<string[]>;
  /** What was checked last has been committed. */
  adopt(): void;
  seatsOf(person: string, at: number): Seat[];
  watchersOf(person: string): readonly string[];
  get(c: string, id: string): WrittenRecord | undefined;
  all(): IterableIterator<WrittenRecord>;
  /** To whom a value gave way without a conflict. */
  replacedBy(value: string): readonly Replaced[];
  readonly seq: number;
  readonly checks: number;
  /** The state now, to go back to when a backup is put back. */
  remember(): () => void;
  load(sql: Sql): Promise<void>;
}

/** Notices that the server writes of its own accord, and rewrites. */
const itsOwn = ['device', 'handover'];
const nothing: Effects = { next: new Map(), sides: [], toReview: [], replaced: [], wrong: [] };

function asWritten({ c, id, gone, place, body, marks }: Row): WrittenRecord {
  const record = JSON.parse(body) as Body;
  const words = JSON.parse(marks) as Marks;
  return {
    c,
    id,
    kind: String(record['kind']),
    createdBy: String(record['createdBy']),
    made: {
      device: words['*']?.device ?? '',
      said: words['*']?.said ?? 0,
      stamp: words['*']?.stamp ?? 0,
      version: words['*']?.version ?? 0,
    },
    place,
    involves: record['involves'] as string[],
    gone: gone === 1,
    fields: gone === 1 ? {} : ownFields(record),
    words: new Map(),
    heard: new Map(),
  };
}

export function oracleOfWrites(community: string): OracleOfWrites {
  let records = new Map<string, WrittenRecord>();
  let seq = 0;
  let checks = 0;
  let staged: { readonly effects: Effects; readonly seq: number } | null = null;
  const replaced = new Map<string, Replaced[]>();

  const changedSince = (sql: Sql, since: number) =>
    sql.all<Row>(
      `select c, id, version, gone, place, body, marks from records
        where community = ? and version > ? order by version`,
      [community, since],
    );
  const headOf = async (sql: Sql) =>
    (await sql.all<{ seq: number }>('select seq from communities where id = ?', [community]))[0]
      ?.seq ?? 0;
  const marksOf = async (sql: Sql, { c, id }: WrittenRecord): Promise<Marks> => {
    const [row] = await sql.all<{ marks: string }>(
      'select marks from records where community = ? and c = ? and id = ?',
      [community, c, id],
    );
    return JSON.parse(row?.marks ?? '{}') as Marks;
  };
  const find = (c: string, id: string) => records.get(`${c}/${id}`);
  function* keptRows(): Generator {
    for (const { c, fields } of records.values()) if (c === 'notices') yield fields['row'];
  }

  /** One record as it is about to be committed, beside what it must be. */
  function compare(row: Row, body: Body, expected: WrittenRecord): string[] {
    const wrong: string[] = [];
    const key = `${row.c}/${row.id}`;
    const told = withoutReceipt(row.c, row.gone === 1 ? {} : ownFields(body));
    if (body['version'] !== row.version) wrong.push(`${key} says another version than its row`);
    if (body['createdBy'] !== expected.createdBy) wrong.push(`${key} has another author`);
    if ((row.gone === 1) !== expected.gone) wrong.push(`${key} is gone: ${row.gone}`);
    else if (!isSame(told, withoutReceipt(row.c, expected.fields)))
      wrong.push(`${key} is ${canonical(told)}, must be ${canonical(expected.fields)}`);
    return wrong;
  }

  return {
    async check(push, results, sql) {
      const effects = push
        ? effectsOfRows(push.rows as PushRow[], results ?? [], push, push.system, {
            get: find,
            all: () => records.values(),
            mayWriteTo: (by, record) => mayWriteTo(find, records.values(), by, record),
          })
        : { ...nothing, next: new Map<string, WrittenRecord>() };
      const { next } = effects;
      const wrong = [...effects.wrong];
      const rows = await changedSince(sql, seq);
      const head = await headOf(sql);
      if ((rows.at(-1)?.version ?? seq) !== head)
        wrong.push(`the counter is at ${head}, the last change is ${rows.at(-1)?.version ?? seq}`);
      const fresh: Body[] = [];
      const changed = new Set<string>();
      for (const row of rows) {
        checks += 1;
        const key = `${row.c}/${row.id}`;
        const body = JSON.parse(row.body) as Body;
        const expected = next.get(key) ?? records.get(key);
        changed.add(key);
        if (!expected || itsOwn.includes(expected.kind)) {
          if (row.c === 'notices') fresh.push(body);
          else wrong.push(`${key} came from nowhere`);
          next.set(key, asWritten(row));
          continue;
        }
        wrong.push(...compare(row, body, expected));
        const involves = body['involves'] as string[];
        const written = { ...copyOf(expected), place: row.place, involves };
        wrong.push(...adoptVersions(written, JSON.parse(row.marks) as Marks, seq, row.version));
        const isNew = !records.has(key) && row.c !== 'notices';
        if (isNew && push && !push.system && !mayMake(find, records.values(), push, written))
          wrong.push(`${push.person} was let make ${key} at ${row.place}`);
        next.set(key, written);
      }
      for (const [key, record] of next) {
        const before = records.get(key);
        const same = before && isSame(before.fields, record.fields) && before.gone === record.gone;
        if (changed.has(key)) continue;
        if (!same) wrong.push(`${key} was to change and did not`);
        // A word that repeats what stood there unmarked is marked without a change of the record.
        if ([...record.words.values()].some(({ version }) => version < 0))
          adoptVersions(record, await marksOf(sql, record), seq, head + 1);
      }
      wrong.push(...missingFromReview(fresh, keptRows(), effects));
      staged = { effects, seq: head };
      return wrong;
    },
    adopt() {
      if (!staged) return;
      for (const [key, record] of staged.effects.next) records.set(key, record);
      for (const each of staged.effects.replaced)
        replaced.set(each.value, [...(replaced.get(each.value) ?? []), each]);
      seq = staged.seq;
      staged = null;
    },
    seatsOf: (person, at) => seatsIn(records.values(), person, at),
    watchersOf: watchersIn(find),
    get: find,
    all: () => records.values(),
    replacedBy: (value) => replaced.get(value) ?? [],
    get seq() {
      return seq;
    },
    get checks() {
      return checks;
    },
    remember() {
      const [was, at] = [new Map(records), seq];
      return () => {
        records = new Map(was);
        seq = at;
      };
    },
    async load(sql) {
      const rows = await changedSince(sql, 0);
      records = new Map(rows.map((row) => [`${row.c}/${row.id}`, asWritten(row)]));
      seq = await headOf(sql);
    },
  };
}

/** Without when a member was received and what its own clock said, which is the server's to say. */
function withoutReceipt(c: string, fields: Body): Body {
  const plain = { ...fields };
  for (const field of growing[c] ?? []) {
    const members = plain[field] as Member[] | undefined;
    if (members)
      plain[field] = members.map(({ id, by, device, note }) => ({ id, by, device, note }));
  }
  return plain;
}

/** The version under which each new word stands is the server's; it must be one of this commit's numbers. */
function adoptVersions(
  record: WrittenRecord,
  marks: Marks,
  before: number,
  version: number,
): string[] {
  const wrong: string[] = [];
  if (record.made.version < 0) record.made.version = marks['*']?.version ?? -1;
  for (const [field, word] of record.words) {
    if (word.version >= 0) continue;
    const told = marks[field]?.version ?? -1;
    // A household carries its people with it, also within one batch: what is said of them then is nothing new.
    if (field !== 'place' && (told <= before || told > version))
      wrong.push(`${record.c} ${record.id}: ${field} is not marked as new`);
    word.version = told;
  }
  return wrong;
}
