import type { Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import { restingOf, rowsNamed, type Resting, type RestingRow } from './records.ts';
import type { UndoLog } from './undo-log.ts';
import type { Changed } from './write-records.ts';

/** The records that were asked for in one transaction, each as it is by now. */
export interface Shelf {
  /** Fetches records that are about to be asked for. */
  fetch(c: Collection, ids: Iterable<string>): Promise<void>;
  lay(row: RestingRow): void;
  find(c: Collection, id: string): Promise<Resting | null>;
  /** Puts a record back changed; `born` is its number if it is new. */
  put(was: Resting | null, now: Resting, born: number): void;
  /** Puts back a record of which nothing changed but its marks. */
  remark(now: Resting): void;
  /** Rows of a question as they are now, and whatever has come to belong to its answer since; the newest last. */
  asOfNow(asked: readonly RestingRow[], belongs: (resting: Resting) => boolean): Promise<Resting[]>;
  /** What the tables do not have yet. */
  changes(): { readonly records: readonly Changed[]; readonly marks: readonly Resting[] };
  /** The tables have it now. */
  settle(): void;
}

const nameOf = (c: Collection, id: string): string => `${c}/${id}`;

export function makeShelf(sql: CommunitySql, log: UndoLog): Shelf {
  /** As the tables have them: text, read when somebody asks, so that a damaged one disturbs nobody else. */
  const rows = new Map<string, RestingRow | null>();
  const current = new Map<string, Resting | null>();
  const changed = new Map<string, { readonly before: Resting | null; readonly born: number }>();
  const remarked = new Map<string, true>();

  async function find(c: Collection, id: string): Promise<Resting | null> {
    const name = nameOf(c, id);
    const known = current.get(name);
    if (known !== undefined) return known;
    let row = rows.get(name);
    if (row === undefined) [row = null] = await rowsNamed(sql, sql.community, c, [id]);
    rows.set(name, row);
    const found = row && restingOf(row);
    current.set(name, found);
    return found;
  }

  function lay(row: RestingRow): void {
    const name = nameOf(row.c, row.id);
    if (!rows.get(name)) rows.set(name, row);
  }

  return {
    async fetch(c, ids) {
      const unknown = [...ids].filter((id) => !rows.has(nameOf(c, id)));
      for (const row of await rowsNamed(sql, sql.community, c, unknown)) lay(row);
      for (const id of unknown) {
        if (!rows.has(nameOf(c, id))) rows.set(nameOf(c, id), null);
      }
    },
    lay,
    find,
    put(was, now, born) {
      const name = nameOf(now.c, now.record.id);
      if (!changed.has(name)) log.set(changed, name, { before: was, born });
      log.set(current, name, now);
    },
    remark(now) {
      const name = nameOf(now.c, now.record.id);
      log.set(remarked, name, true);
      log.set(current, name, now);
    },
    async asOfNow(asked, belongs) {
      const found = new Map<string, Resting>();
      for (const row of asked) {
        lay(row);
        const resting = await find(row.c, row.id);
        if (resting && belongs(resting)) found.set(nameOf(row.c, row.id), resting);
      }
      for (const name of changed.keys()) {
        const resting = current.get(name);
        if (resting && belongs(resting)) found.set(name, resting);
      }
      return [...found.values()].toSorted((a, b) => a.record.version - b.record.version);
    },
    changes() {
      const records: Changed[] = [];
      for (const [name, { before, born }] of changed) {
        const now = current.get(name);
        if (now) records.push({ before, now, born });
      }
      const marks: Resting[] = [];
      for (const name of remarked.keys()) {
        const now = changed.has(name) ? null : current.get(name);
        if (now) marks.push(now);
      }
      return { records, marks };
    },
    settle() {
      changed.clear();
      remarked.clear();
    },
  };
}
