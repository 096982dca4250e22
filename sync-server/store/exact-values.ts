import { StoreFailure, type SqlValue } from './store.ts';

function isExact(value: SqlValue): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed());
}

/**
 * Lets nothing through that one of the stores would refuse or change: PostgreSQL knows no character 0 and keeps
 * whole numbers only, and neither can write half of a surrogate pair. It is the row's fault and not the store's, so
 * that its neighbours are taken in; the body of a record is JSON, where all of that is written out.
 */
export function exactValues(values: readonly SqlValue[]): readonly SqlValue[] {
  if (values.every(isExact)) return values;
  throw new StoreFailure('internal', new TypeError('a value that cannot be kept as it is'), true);
}
