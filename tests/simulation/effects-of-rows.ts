import type { PushResult, PushRow } from '../../src/protocol/sync.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { FieldDeclaration } from '../../src/domain/record-type.ts';
import { growing, isSame, ownFields, type Member } from './plain-value.ts';
import {
  copyOf,
  nameOfValue,
  restingValue,
  takeEdit,
  type EditOf,
  type SaidBy,
  type Side,
  type WrittenRecord,
} from './written-record.ts';

/** What rows must do that the server said it had taken in, before it is looked at what they did. */
export interface Effects {
  readonly next: Map<string, WrittenRecord>;
  readonly sides: (Side & { readonly c: string; readonly id: string })[];
  /** Rows, and values of a deleted record, that must have been kept for review. */
  readonly toReview: unknown[];
  /** Values that gave way without a conflict, and to which device. */
  readonly replaced: Replaced[];
  readonly wrong: string[];
}

export interface Replaced {
  readonly value: string;
  readonly device: string;
  /** By a deletion, which needs not to have seen it. */
  readonly deleted: boolean;
}

export interface Books {
  get(c: string, id: string): WrittenRecord | undefined;
  all(): Iterable<WrittenRecord>;
  mayWriteTo(by: SaidBy, record: WrittenRecord): boolean;
}

type Body = Record<string, unknown>;

/** The fields of a record that is made a second time, as an edit of what its device said the first time. */
function madeAgain(
  known: WrittenRecord,
  row: Extract<PushRow, { op: 'create' }>,
  at: number,
): EditOf {
  const set: Body = {};
  const stamps: Record<string, number> = {};
  const { fields } = recordTypes[known.c as Collection];
  for (const [field, { merge }] of Object.entries<FieldDeclaration>(fields)) {
    const given = row.r[field];
    const sent = given === undefined ? undefined : restingValue(field, given, at);
    const stored = known.fields[field];
    const word = known.words.get(field);
    const clears = sent === undefined && stored !== undefined && !word && merge === 'latest';
    if (!clears && (sent === undefined || isSame(sent, stored))) continue;
    set[field] = sent ?? null;
    stamps[field] = word && word.device !== known.made.device ? known.made.said : row.stamp;
  }
  return { set, stamps, seen: 0 };
}

/** What another device of the same person says of a record otherwise, when both give it back: beside the first. */
function givenBackToo(
  known: WrittenRecord,
  row: Extract<PushRow, { op: 'create' }>,
  at: number,
): EditOf {
  const set: Body = {};
  const stamps: Record<string, number> = {};
  for (const field of Object.keys(recordTypes[known.c as Collection].fields)) {
    const given = row.r[field];
    const grows = growing[known.c]?.includes(field);
    if (given === undefined) continue;
    if (!grows && isSame(restingValue(field, given, at), known.fields[field])) continue;
    set[field] = given;
    stamps[field] = row.stamp;
  }
  return { set, stamps, seen: 0 };
}

/** Of what every record has, a row says its kind, its place and when it was made; the rest is not the device's to say. */
function asSaid(row: PushRow): PushRow {
  if (row.op !== 'create') return row;
  const { kind, place, createdAt } = row.r;
  return { ...row, r: { ...ownFields(row.r), kind, place, createdAt } };
}

function madeNew(row: Extract<PushRow, { op: 'create' }>, by: SaidBy): WrittenRecord {
  const { c, id, r, stamp } = row;
  const fields: Body = {};
  for (const [field, value] of Object.entries(ownFields(r))) {
    fields[field] = growing[c]?.includes(field)
      ? (value as Member[]).map((member) => ({ ...member, by: by.person, device: by.device }))
      : restingValue(field, value, by.at);
  }
  return {
    c,
    id,
    kind: String(r['kind']),
    createdBy: by.person,
    made: { device: by.device, said: stamp, stamp: Math.min(stamp, by.at), version: -1 },
    place: String(r['place']),
    involves: [],
    gone: false,
    fields,
    words: new Map(),
    heard: new Map(),
  };
}

/** Takes one row after the other, as the server answered them. */
export function effectsOfRows(
  rows: readonly PushRow[],
  results: readonly PushResult[],
  by: SaidBy,
  isSystem: boolean,
  books: Books,
): Effects {
  const effects: Effects = { next: new Map(), sides: [], toReview: [], replaced: [], wrong: [] };
  const { next, sides, toReview, replaced, wrong } = effects;
  const stage = (record: WrittenRecord) => next.set(`${record.c}/${record.id}`, record);

  /** Who is in a household goes with it at once: a later row of the same push finds him there. */
  function carryAlong(from: string, to: string): void {
    for (const known of books.all()) {
      const { c, id } = known;
      const now = next.get(`${c}/${id}`) ?? known;
      if (c === 'people' && now.place === from && !now.gone) stage({ ...copyOf(now), place: to });
    }
  }

  function merge(record: WrittenRecord, edit: EditOf, result: PushResult): void {
    const { c, id } = record;
    const from = record.place;
    const effect = takeEdit(record, edit, by);
    stage(record);
    if (c === 'places' && record.place !== from) carryAlong(from, record.place);
    replaced.push(
      ...effect.replaced.map((value) => ({ value, device: by.device, deleted: false })),
    );
    sides.push(...effect.disagreements.map((side) => ({ c, id, ...side })));
    const told = [...(result.superseded ?? [])].toSorted();
    if (!isSame(told, effect.lost.toSorted()))
      wrong.push(`${c} ${id}: told that ${told.join()} lost, but ${effect.lost.join()} did`);
  }

  function remove(known: WrittenRecord, stamp: number): void {
    for (const [field, value] of Object.entries(known.fields)) {
      const word = known.words.get(field);
      if (word && word.device !== by.device && word.stamp > stamp)
        toReview.push({ about: known.id, field, value });
      else
        replaced.push({
          value: nameOfValue(known, field, value),
          device: by.device,
          deleted: true,
        });
    }
    stage({ ...copyOf(known), gone: true, removedBy: by.device, fields: {}, involves: [] });
  }

  /** What must be kept of a row: of a record made a second time only what is new in it. */
  function keptOf(row: PushRow, known: WrittenRecord | undefined): unknown[] {
    const again = row.op === 'create' && known?.made.device === by.device && !known.gone;
    if (!again) return [asSaid(row)];
    const { set } = madeAgain(known, row, by.at);
    return Object.entries(set).map(([field, value]) => ({ about: row.id, field, value }));
  }

  function take(row: PushRow, result: PushResult): void {
    const { c, id } = row;
    const known = next.get(`${c}/${id}`) ?? books.get(c, id);
    if (result.id !== id || result.c !== c) wrong.push('results are out of order');
    if (result.outcome === 'quarantined') toReview.push(...keptOf(row, known));
    if (result.outcome === 'refused' || result.outcome === 'quarantined') {
      if (!result.problem) wrong.push(`${c} ${id} came back without a reason`);
    } else if (!known) {
      if (row.op === 'create' && result.outcome === 'accepted') stage(madeNew(row, by));
      else wrong.push(`${c} ${id} is ${result.outcome}, and there is none`);
    } else if (row.op === 'create') {
      const { made, gone } = known;
      if (gone) return;
      const mine = copyOf(known);
      if (made.device !== by.device) {
        const edit = givenBackToo(known, row, by.at);
        for (const field of Object.keys(edit.set))
          if (!mine.words.has(field) && !growing[c]?.includes(field))
            mine.words.set(field, { ...made, holders: new Set([made.device]) });
        if (result.outcome !== 'duplicate') merge(mine, edit, result);
        return;
      }
      if (row.stamp <= made.said) return;
      mine.made.said = row.stamp;
      merge(mine, madeAgain(known, row, by.at), result);
    } else if (row.op === 'delete') {
      if (result.outcome === 'accepted' && !known.gone) remove(known, row.stamp);
    } else {
      if (result.outcome === 'duplicate' && known.gone) return;
      if (result.outcome !== 'duplicate' && !isSystem && !books.mayWriteTo(by, known))
        wrong.push(`${by.person} was let write to ${c} ${id} without any right to`);
      merge(copyOf(known), row, result);
    }
  }

  if (results.length !== rows.length) wrong.push('not one result for each row');
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (result) take(row, result);
  }
  return effects;
}
