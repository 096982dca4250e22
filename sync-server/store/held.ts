import type { Reader } from '../../src/domain/access.ts';
import { placeKindOf } from '../../src/domain/place.ts';
import type { Tallied } from '../../src/domain/tally.ts';
import type { FeedRecord } from './feed.ts';
import { reachOf } from './reach.ts';
import type { Sql } from './store.ts';
import { recordSeenBy, type Condition } from './visible.ts';

/** Whose records, as of now: journals from before `journalsSince` (ms) are left out. */
export interface HeldBy {
  readonly community: string;
  readonly reader: Reader;
  readonly journalsSince: number;
}

function heldBy({ community, reader, journalsSince }: HeldBy): Condition {
  const seen = recordSeenBy(reader, 'r');
  return {
    text: `r.community = ? and r.gone = 0 and (r.ages_at is null or r.ages_at >= ?) and ${seen.text}`,
    values: [community, journalsSince, ...seen.values],
  };
}

/** Names and versions of all that somebody's device should hold. */
export async function heldNames(sql: Sql, by: HeldBy): Promise<Tallied[]> {
  const { text, values } = heldBy(by);
  const reach = reachOf(by.reader, by.community);
  return sql.all<Tallied>(
    `select r.c, r.id, r.version, r.place from ${reach.from} where ${reach.where}${text}`,
    [...reach.values, ...values],
  );
}

/** The records of one part: of a collection in a building, or exactly at an outer place. */
export async function heldRecords(
  sql: Sql,
  by: HeldBy,
  c: string,
  place: string,
): Promise<FeedRecord[]> {
  const { text, values } = heldBy(by);
  const inside = placeKindOf(place) === 'building';
  return sql.all<FeedRecord>(
    `select r.version, r.c, r.id, r.body, r.ages_at as "agesAt" from records r
      where ${text} and r.c = ? and (r.place = ?${inside ? ' or (r.place >= ? and r.place < ?)' : ''})
      order by r.version`,
    [...values, c, place, ...(inside ? [`${place}/`, `${place}0`] : [])],
  );
}
