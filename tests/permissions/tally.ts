import { isDeepStrictEqual } from 'node:util';
import type { PushResult } from '../../src/protocol/sync.ts';

/** Counts what was tried, by what it was, and keeps what did not come out as it was meant. */
export function makeTally() {
  const counts = new Map<string, number>();
  const mismatches: string[] = [];
  return {
    mismatches,
    check(what: string, where: string, found: unknown, meant: unknown): void {
      counts.set(what, (counts.get(what) ?? 0) + 1);
      if (isDeepStrictEqual(found, meant)) return;
      mismatches.push(`${what} ${where}: ${JSON.stringify(found)}, meant ${JSON.stringify(meant)}`);
    },
    of: (what: string): number => counts.get(what) ?? 0,
    get total(): number {
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
    toString: () => [...counts].map(([what, count]) => `${what} ${count}`).join(', '),
  };
}

const ofPermission = new Set([
  'notAllowed',
  'fieldNotAllowed',
  'writtenOnce',
  'stepNotAllowed',
  'appointNotAllowed',
]);

/** What became of a row, as far as it is a matter of permission; anything else is named. */
export function verdictOf(result: PushResult | undefined): string {
  const code = result?.problem?.code;
  // An inhabited place cannot be deleted: whoever is told so was allowed to ask.
  if (result?.outcome === 'accepted' || code === 'placeInUse') return 'accepted';
  return code !== undefined && ofPermission.has(code) ? 'refused' : `${result?.outcome} ${code}`;
}
