import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import type { Resting } from '../store/records.ts';

/**
 * Stands in for a record that does not exist, in no place of anybody's: asking for it goes the whole way that asking
 * for a forbidden one goes, to the same answer and in the same time.
 */
export function unknownRecord(c: Collection, id: string): Resting {
  const [kind = ''] = Object.keys(recordTypes[c].kinds);
  const record = {
    id,
    kind,
    place: 'c',
    involves: [],
    createdAt: 0,
    createdBy: '',
    version: 0,
    receivedAt: 0,
  };
  return { c, record, marks: {}, gone: false };
}
