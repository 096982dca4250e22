import {
  canRead,
  fieldOf,
  readableFields,
  readingParties,
  type Reader,
} from '../../src/domain/access.ts';
import { sealFields } from '../../src/domain/arrival.ts';
import { flawInFacts, flawInWrite } from '../../src/domain/checks.ts';
import { involvedIn } from '../../src/domain/consequences.ts';
import { mergeEdit, wholeRecord, withoutRepeats, type Merged } from '../../src/domain/merge.ts';
import { sameValue } from '../../src/domain/values.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import { flawInEdit, readEditedFields } from '../../src/domain/writable.ts';
import type { PushRow } from '../../src/protocol/sync.ts';
import type { Resting } from '../store/records.ts';
import { apply, watchersFor } from './apply.ts';
import { may, refused, seen, type Batch, type Verdict } from './batch.ts';
import { factsFor } from './facts.ts';
import { keepDisagreements, keepForReview } from './review.ts';
import { unknownRecord } from './unknown-record.ts';
import { whyNoMore } from './why-no-more.ts';

export type EditRow = Extract<PushRow, { op: 'edit' }>;
type Fields = Readonly<Record<string, unknown>>;

/** Takes in an edit; unknown and forbidden records are answered alike. */
export async function edit(batch: Batch, c: Collection, row: EditRow): Promise<Verdict> {
  const found = await batch.desk.find(c, row.id);
  const existing = found ?? unknownRecord(c, row.id);
  const shown = existing.gone ? null : seen(batch, c, existing.record);
  const read = readEditedFields(c, row.set);
  if (!read.ok) return refused(read.flaw, found ? shown : null);
  if (!found && batch.session.system) return refused({ code: 'notAllowed' }, null);
  return takeEdit(batch, existing, row, read.fields);
}

/** Whether this device wrote such a value before: a record that it made, or members that it added. */
function wroteBefore(batch: Batch, existing: Resting, name: string, value: unknown): boolean {
  const { device } = batch.arrival;
  if (!Array.isArray(value)) return existing.marks[wholeRecord]?.device === device;
  const stored = (existing.record[name] ?? []) as { id: string; device?: string }[];
  const known = new Set(stored.filter((one) => one.device === device).map((one) => one.id));
  return value.every((member) => known.has((member as { id: string }).id));
}

/**
 * What of an edit was not taken in before. That a value is there already is a repetition only to whoever may read
 * it or wrote it: anyone else would learn by guessing what a record says.
 */
function freshPart(batch: Batch, existing: Resting, row: EditRow, fields: Fields): Fields {
  const { c, record } = existing;
  const type = recordTypes[c];
  const parties = readingParties(batch.standing.reader, c, record);
  const readable = new Set(parties.size > 0 ? readableFields(c, parties, record) : []);
  const { set } = withoutRepeats(type, existing, { ...row, set: fields }, batch.arrival.device);
  const fresh = Object.entries(fields).filter(([name, value]) => {
    const rule = fieldOf(type, name)?.merge;
    const once = rule === 'once' && sameValue(record[name], value);
    if (!once && Object.hasOwn(set, name)) return true;
    if (!once && rule !== 'grow') return false;
    if (batch.session.system || readable.has(name)) return false;
    return !wroteBefore(batch, existing, name, value);
  });
  return Object.fromEntries(fresh);
}

/** The rest of an edit, once its fields were read. */
export async function takeEdit(
  batch: Batch,
  existing: Resting,
  row: EditRow,
  fields: Fields,
): Promise<Verdict> {
  const { c, record, gone } = existing;
  const shown = gone ? null : seen(batch, c, record);
  const fresh = freshPart(batch, existing, row, fields);
  const names = Object.keys(fresh);
  const isRepeat = names.length === 0 && (shown !== null || Object.keys(fields).length > 0);
  if (isRepeat) return { outcome: 'duplicate', record: shown };
  const flawFor = (who: Reader) => flawInEdit(who, c, record, names);
  if (shown && may(batch, (reader) => flawFor(reader) === null)) {
    return merge(batch, existing, row, fresh);
  }
  const reason = await whyNoMore(
    batch,
    c,
    record.id,
    existing,
    (who, was) => canRead(who, c, was) && flawInEdit(who, c, { ...record, ...was }, names) === null,
  );
  if (!reason) {
    const flaw = shown ? flawFor(batch.standing.reader) : null;
    return refused(flaw ?? { code: 'notAllowed' }, shown);
  }
  await keepForReview(batch, row, record.place, reason);
  return { outcome: 'quarantined', problem: { code: reason }, record: shown };
}

async function merge(
  batch: Batch,
  existing: Resting,
  row: EditRow,
  fresh: Fields,
): Promise<Verdict> {
  const { c } = existing;
  const { arrival, session, desk, standing } = batch;
  const set = session.system ? fresh : sealFields(c, fresh, arrival);
  const merged = mergeEdit(
    recordTypes[c],
    existing,
    { set, stamps: row.stamps, seen: row.seen },
    { by: arrival.by, device: arrival.device, arrivedAt: arrival.at, version: desk.peek() },
  );
  const watchers = await watchersFor(batch, c, merged.record);
  const after: AnyRecord = {
    ...merged.record,
    involves: [...involvedIn(c, merged.record, watchers)],
  };
  const full = merged.changed.find(
    (name) => fieldOf(recordTypes[c], name)?.schema.safeParse(after[name]).success === false,
  );
  if (full !== undefined) return refused({ code: 'badValue', field: full }, existing.record);
  const facts = await factsFor(batch, c, existing.record, after);
  const flaw = session.system
    ? flawInFacts(c, existing.record, after, facts)
    : flawInWrite(standing.reader, c, existing.record, after, facts);
  if (flaw) return refused(flaw, existing.record);
  return keep(batch, existing, after, merged);
}

async function keep(
  batch: Batch,
  existing: Resting,
  after: AnyRecord,
  merged: Merged,
): Promise<Verdict> {
  const { c } = existing;
  const { changed, superseded, marks } = merged;
  let record = existing.record;
  if (changed.length > 0)
    record = await apply(batch, existing, { c, record: after, marks, gone: false });
  else batch.desk.putMarks(existing, marks);
  await keepDisagreements(batch, c, record, merged.disagreements);
  if (merged.clamped.length > 0)
    batch.core.counters.add('clamped_stamps_total', {}, merged.clamped.length);
  if (superseded.length > 0) return { outcome: 'merged', record, superseded };
  return { outcome: changed.length > 0 ? 'accepted' : 'duplicate', record };
}
