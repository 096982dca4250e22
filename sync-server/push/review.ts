import { createHash } from 'node:crypto';
import type { Disagreement } from '../../src/domain/merge.ts';
import type { ConflictSide } from '../../src/domain/notices.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { ProblemCode } from '../../src/protocol/problem.ts';
import type { PushRow } from '../../src/protocol/sync.ts';
import { newId } from '../surroundings.ts';
import { apply } from './apply.ts';
import type { Batch } from './batch.ts';
import { livingPlace } from './facts.ts';
import { keptRow } from './kept-row.ts';

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** The same row from the same device has the same id, so that a retry makes no second entry. */
function idFor(batch: Batch, row: PushRow): string {
  const text = [batch.session.community, batch.session.device, canonical(row)].join('\n');
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Who wrote and on what, by name: people and devices go, and what they wrote stays to be decided about. */
async function named<O extends Pick<ConflictSide, 'by' | 'device'>>(
  { sql, desk }: Batch,
  origin: O,
): Promise<O & Pick<ConflictSide, 'byName' | 'deviceName'>> {
  const writer = await desk.find('people', origin.by);
  const byName = writer?.record['name'];
  const [device] = await sql.all<{ name: string }>('select name from devices where id = ?', [
    origin.device,
  ]);
  return {
    ...origin,
    ...(typeof byName === 'string' ? { byName } : {}),
    ...(device ? { deviceName: device.name } : {}),
  };
}

const titleOf = (record: Readonly<Record<string, unknown>>): { title?: string } => {
  const title = record['name'] ?? record['personName'] ?? record['visitorName'];
  return typeof title === 'string' ? { title } : {};
};

async function putNotice(batch: Batch, id: string, notice: Record<string, unknown>): Promise<void> {
  const { arrival } = batch;
  const record = {
    ...notice,
    id,
    involves: [],
    createdAt: arrival.at,
    createdBy: arrival.by,
    receivedAt: arrival.at,
    version: 0,
  } as unknown as AnyRecord;
  await apply(batch, null, { c: 'notices', record, marks: {}, gone: false });
}

/** Keeps a row that could not be applied where whoever is responsible for `place` now will see it. */
export async function keepForReview(
  batch: Batch,
  row: PushRow,
  place: string,
  problem: ProblemCode,
): Promise<void> {
  const id = idFor(batch, row);
  if (await batch.desk.find('notices', id)) return;
  const { by, device, at } = batch.arrival;
  await putNotice(batch, id, {
    kind: 'quarantine',
    place: await livingPlace(batch, place),
    ...titleOf(row.op === 'create' ? row.r : row.op === 'edit' ? row.set : {}),
    about: { c: row.c, id: row.id },
    row: keptRow(row),
    problem,
    from: await named(batch, { by, device, at }),
  });
}

/** Keeps both values of a field that two people wrote side by side, for the head to look at. */
export async function keepDisagreements(
  batch: Batch,
  c: Collection,
  record: AnyRecord,
  disagreements: readonly Disagreement[],
): Promise<void> {
  for (const { field, stands, other } of disagreements) {
    await putNotice(batch, newId(batch.core), {
      kind: 'conflict',
      place: record.place,
      ...titleOf(record),
      about: { c, id: record.id },
      field,
      stands: await named(batch, stands),
      other: await named(batch, other),
    });
  }
}
