import { canCreate } from '../../src/domain/access.ts';
import { sealFields } from '../../src/domain/arrival.ts';
import { flawInFacts, flawInWrite } from '../../src/domain/checks.ts';
import { involvedIn } from '../../src/domain/consequences.ts';
import { wholeRecord } from '../../src/domain/merge.ts';
import { communityOf, placePathPattern } from '../../src/domain/place.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import { flawInFirstFields, readNewFields } from '../../src/domain/writable.ts';
import type { PushRow } from '../../src/protocol/sync.ts';
import { apply } from './apply.ts';
import { may, refused, type Batch, type Verdict } from './batch.ts';
import { createAgain, isOfWriter } from './create-again.ts';
import { factsFor, hasLostPerson, placeNow } from './facts.ts';
import { keepForReview } from './review.ts';
import { personOf, subjectOf, wasTied } from './subject.ts';

export type CreateRow = Extract<PushRow, { op: 'create' }>;

const wholeTime = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;

/** What every record has, from the session; only the system may tell a history of its own. */
function baseOf(batch: Batch, row: CreateRow) {
  const { arrival, session } = batch;
  const told = session.system ? row.r : {};
  return {
    id: row.id,
    involves: [],
    createdAt: Math.min(wholeTime(row.r['createdAt'], row.stamp), arrival.at),
    createdBy: typeof told['createdBy'] === 'string' ? told['createdBy'] : arrival.by,
    receivedAt: wholeTime(told['receivedAt'], arrival.at),
    version: 0,
  };
}

function isKindOf(c: Collection, kind: unknown): kind is string {
  return typeof kind === 'string' && Object.hasOwn(recordTypes[c].kinds, kind);
}

async function put(
  batch: Batch,
  c: Collection,
  row: CreateRow,
  draft: AnyRecord,
  watchers: readonly string[],
): Promise<Verdict> {
  const record: AnyRecord = { ...draft, involves: [...involvedIn(c, draft, watchers)] };
  const facts = await factsFor(batch, c, null, record);
  const { reader } = batch.standing;
  const flaw = batch.session.system
    ? flawInFacts(c, null, record, facts)
    : (flawInFirstFields(reader, c, record) ?? flawInWrite(reader, c, null, record, facts));
  if (flaw) return refused(flaw, null);
  const made = {
    stamp: Math.min(row.stamp, batch.arrival.at),
    said: row.stamp,
    device: batch.arrival.device,
    by: record.createdBy,
    version: batch.desk.peek(),
  };
  const written = await apply(batch, null, {
    c,
    record,
    marks: { [wholeRecord]: made },
    gone: false,
  });
  return { outcome: 'accepted', record: written };
}

/** Takes in a new record; one that cannot be where it was meant to be is kept for review. */
export async function create(batch: Batch, c: Collection, row: CreateRow): Promise<Verdict> {
  const read = readNewFields(c, row.r);
  if (!read.ok) return refused(read.flaw, null);
  const { kind, place } = row.r;
  if (!isKindOf(c, kind)) return refused({ code: 'badValue', field: 'kind' }, null);
  if (typeof place !== 'string' || place.length > 80 || !placePathPattern.test(place)) {
    return refused({ code: 'badValue', field: 'place' }, null);
  }
  if (communityOf(place) !== batch.session.community) return refused({ code: 'notAllowed' }, null);
  const existing = await batch.desk.find(c, row.id);
  if (existing && isOfWriter(batch, existing))
    return createAgain(batch, existing, row, read.fields);

  const fields = batch.session.system ? read.fields : sealFields(c, read.fields, batch.arrival);
  const draft: AnyRecord = { ...fields, ...baseOf(batch, row), kind, place };
  const about = await personOf(batch, draft);
  const now = c === 'places' ? place : await placeNow(batch, draft, about);
  const subject = subjectOf(c, about);
  if (may(batch, (reader) => canCreate(reader, c, { ...draft, place: now }, subject))) {
    // Said only here: whoever could not make it there is answered as if nobody had.
    if (existing) return refused({ code: 'idTaken' }, null);
    if (await hasLostPerson(batch, about)) {
      await keepForReview(batch, row, now, 'recordDeleted');
      return {
        outcome: 'quarantined',
        problem: { code: 'recordDeleted', field: 'person' },
        record: null,
      };
    }
    return put(batch, c, row, { ...draft, place: now }, subject?.watchers ?? []);
  }
  const mightHave =
    canCreate(batch.standing.lately, c, draft) || (await wasTied(batch, c, draft, subject));
  if (!mightHave) return refused({ code: 'notAllowed' }, null);
  const problem = now === place ? 'postEnded' : 'placeMoved';
  await keepForReview(batch, row, now, problem);
  return { outcome: 'quarantined', problem: { code: problem }, record: null };
}
