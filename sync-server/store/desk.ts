import type { Marks } from '../../src/domain/marks.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from './community.ts';
import { departuresOf, putDepartures, whoLeft, type Departure, type Left } from './departures.ts';
import { makePathHolders } from './path-holders.ts';
import { isInhabited, rowsAt, rowsInvolving, type Resting, type RestingRow } from './records.ts';
import { makeShelf } from './shelf.ts';
import type { SqlValue } from './store.ts';
import { leavesSight, touchedBy, type Written } from './touched.ts';
import { makeUndoLog } from './undo-log.ts';
import { putMarks, putRecords } from './write-records.ts';

/** Records and places that are about to be asked for. */
export interface Names {
  readonly ids: ReadonlyMap<Collection, ReadonlySet<string>>;
  readonly paths: ReadonlySet<string>;
}

/**
 * The records of a community while somebody works on them: what was read once is not read again, and what is written
 * is in no table before `flush`. Every question is answered as if it were there already.
 */
export interface Desk {
  readonly community: string;
  /** The number that the next change will carry. */
  peek(): number;
  /** Fetches in a few statements what would otherwise be fetched one by one. */
  readAhead(names: Names): Promise<void>;
  find(c: Collection, id: string): Promise<Resting | null>;
  /** The id of the living place with this path. */
  placeAt(path: string): Promise<string | null>;
  /** Every living record that rests exactly at a place. */
  restingAt(place: string): Promise<Resting[]>;
  /** Living records of a collection that involve a person. */
  involving(c: Collection, person: string): Promise<Resting[]>;
  isInhabited(path: string): Promise<boolean>;
  /** What a record has been since `since` (ms), newest first. */
  departuresOf(c: Collection, id: string, since: number): Promise<Departure[]>;
  whoLeft(path: string): Promise<string | null>;
  /** One change with everything that hangs on it: number, involvement, and the departure if there is one. */
  write(was: Resting | null, next: Resting, at: number): Written;
  /** Keeps what was learnt of stamps without making a new entry in the feed. */
  putMarks(existing: Resting, marks: Marks): void;
  /** Runs a statement with the rest, for a table that is no business of the desk's. */
  alsoRun(text: string, values: readonly SqlValue[]): void;
  /** From here on `undo` takes back. */
  begin(): void;
  undo(): void;
  flush(): Promise<void>;
}

/** Clears a desk for one transaction. */
export function openDesk(sql: CommunitySql): Desk {
  const { community } = sql;
  const log = makeUndoLog();
  const shelf = makeShelf(sql, log);
  const holders = makePathHolders(sql, log);
  const involved = new Map<string, readonly RestingRow[]>();
  const left: Left[] = [];
  const also: (readonly [string, readonly SqlValue[]])[] = [];

  async function flush(): Promise<void> {
    const { records, marks } = shelf.changes();
    await putRecords(sql, records);
    for (const each of marks) await putMarks(sql, each);
    await putDepartures(sql, left);
    for (const [text, values] of also) await sql.run(text, values);
    left.length = 0;
    also.length = 0;
    involved.clear();
    shelf.settle();
  }

  return {
    community,
    peek: () => sql.peek(),
    async readAhead({ ids, paths }) {
      for (const [c, wanted] of ids) await shelf.fetch(c, wanted);
      await holders.fetch(paths);
    },
    find: (c, id) => shelf.find(c, id),
    placeAt: (path) => holders.at(path),
    restingAt: async (place) =>
      shelf.asOfNow(
        await rowsAt(sql, community, place),
        ({ record, gone }) => !gone && record.place === place,
      ),
    async involving(c, person) {
      const key = `${c}/${person}`;
      const asked = involved.get(key) ?? (await rowsInvolving(sql, community, c, person));
      involved.set(key, asked);
      return shelf.asOfNow(
        asked,
        (resting) => resting.c === c && !resting.gone && resting.record.involves.includes(person),
      );
    },
    async isInhabited(path) {
      await flush();
      return isInhabited(sql, community, path);
    },
    async departuresOf(c, id, since) {
      const lately = left.filter((each) => each.c === c && each.was.id === id && each.at >= since);
      const before = await departuresOf(sql, community, c, id, since);
      return [...lately.map(({ was }) => was).toReversed(), ...before];
    },
    async whoLeft(path) {
      const lately = left.findLast(({ c, was }) => c === 'places' && was.place === path);
      return lately ? lately.was.id : whoLeft(sql, community, path);
    },
    write(was, next, at) {
      const record = { ...next.record, version: sql.take() };
      const now = { ...next, record };
      const before = was && !was.gone ? was.record : null;
      shelf.put(was, now, record.version);
      if (next.c === 'places') holders.follow(was, now);
      if (before && leavesSight(before, next)) {
        log.push(left, { c: next.c, was: before, version: record.version, at });
      }
      return { record, touched: touchedBy(before, now) };
    },
    putMarks: (existing, marks) => shelf.remark({ ...existing, marks }),
    alsoRun: (text, values) => log.push(also, [text, values]),
    begin: () => log.begin(),
    undo: () => log.undo(),
    flush,
  };
}
