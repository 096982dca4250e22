import type { CommunitySql } from './community.ts';
import { placesAtPaths, type Resting } from './records.ts';
import type { UndoLog } from './undo-log.ts';

/** Which place has which path by now. */
export interface PathHolders {
  fetch(paths: Iterable<string>): Promise<void>;
  /** The id of the living place with this path. */
  at(path: string): Promise<string | null>;
  /** A place came, moved or went. */
  follow(was: Resting | null, now: Resting): void;
}

export function makePathHolders(sql: CommunitySql, log: UndoLog): PathHolders {
  const holders = new Map<string, string | null>();

  async function fetch(paths: Iterable<string>): Promise<void> {
    const unknown = [...paths].filter((path) => !holders.has(path));
    const found = await placesAtPaths(sql, sql.community, unknown);
    for (const path of unknown) holders.set(path, null);
    for (const { place, id } of found) holders.set(place, id);
  }

  return {
    fetch,
    async at(path) {
      if (!holders.has(path)) await fetch([path]);
      return holders.get(path) ?? null;
    },
    follow(was, now) {
      if (was && !was.gone) {
        const { id, place } = was.record;
        if ((holders.get(place) ?? id) === id) log.set(holders, place, null);
      }
      if (!now.gone) log.set(holders, now.record.place, now.record.id);
    },
  };
}
