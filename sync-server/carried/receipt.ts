import { readAs } from '../../src/domain/read-as.ts';
import type { CarriedCounts, ParcelBody, ReceiptBody } from '../../src/protocol/parcel.ts';
import { pushRow, type PushAnswer, type PushResult } from '../../src/protocol/sync.ts';

type ParcelEntry = ParcelBody['entries'][number];
type WrittenRow = ReceiptBody['entries'][number]['row'];

/** All that the carrier is told: how many rows went which way. */
export function countsOf(results: readonly PushResult[]): CarriedCounts {
  const counts = { taken: 0, known: 0, review: 0, refused: 0 };
  const kinds = {
    accepted: 'taken',
    merged: 'taken',
    duplicate: 'known',
    quarantined: 'review',
    refused: 'refused',
  } as const;
  for (const { outcome } of results) counts[kinds[outcome]] += 1;
  return counts;
}

/** Whether the writer must see his own words again; not where the record is no longer his to see. */
const needsText = ({ outcome, r, superseded }: PushResult): boolean =>
  outcome === 'refused' ||
  (superseded?.length ?? 0) > 0 ||
  (outcome === 'quarantined' && r !== undefined);

function writtenIn(raw: unknown, result: PushResult): WrittenRow {
  const row = readAs(pushRow, raw);
  if (!row.success || row.data.op === 'delete') return { op: 'delete' };
  const shown = needsText(result);
  return row.data.op === 'create'
    ? { op: 'create', r: shown ? row.data.r : {} }
    : { op: 'edit', set: shown ? row.data.set : {} };
}

/** The answer to each row, with what its device needs to settle it: the device itself keeps no list. */
export function receiptOf(entries: readonly ParcelEntry[], answer: PushAnswer): ReceiptBody {
  return {
    shape: 1,
    epoch: answer.epoch,
    serverTime: answer.serverTime,
    entries: entries.flatMap((entry, index) => {
      const result = answer.results[index];
      if (!result) return [];
      const { taken, place, kind } = entry;
      return [{ taken, place, kind, row: writtenIn(entry.row, result), result }];
    }),
  };
}
