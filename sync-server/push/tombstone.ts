import type { Resting } from '../store/records.ts';

/** What is left of a deleted record: its name, and the stamps by which late repetitions are known. */
export function tombstoneOf(deleted: Resting): Resting {
  const { id, kind, place, createdAt, createdBy, receivedAt, version } = deleted.record;
  return {
    c: deleted.c,
    record: { id, kind, place, involves: [], createdAt, createdBy, receivedAt, version },
    marks: deleted.marks,
    gone: true,
  };
}
