import type { SqlValue } from './store.ts';

/**
 * Lets no text through that a store would refuse or change: PostgreSQL knows no character 0, and neither store has
 * a way to write half of a surrogate pair. It is the row's fault, not the store's; the body of a record is JSON,
 * where both are escaped.
 */
export function exactTexts(values: readonly SqlValue[]): readonly SqlValue[] {
  for (const value of values) {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
      throw new RangeError('a text that cannot be kept as it is');
    }
  }
  return values;
}
