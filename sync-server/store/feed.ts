import type { Grant, Reader } from '../../src/domain/access.ts';
import { asAuthor } from '../../src/domain/involvement.ts';
import { everywhere, reachOf } from './reach.ts';
import type { Sql } from './store.ts';
import { departureSeenBy, recordSeenBy, seenByGrants, type Condition } from './visible.ts';

/** A record on its way to a reader, as text; `agesAt` is the time from which its retention counts. */
export interface FeedRecord {
  readonly version: number;
  readonly c: string;
  readonly id: string;
  readonly body: string;
  readonly agesAt: number | null;
}

/** The name of a record that has left a reader's sight. */
export interface FeedDeparture {
  readonly version: number;
  readonly c: string;
  readonly id: string;
}

/**
 * With a bare `limit ?` SQLite makes the plan anew for every value it is given, and does so at each question: measured,
 * that took ten times as long as looking whether anything is new.
 */
const limited = 'limit ? + 0';

/** So many changes are gone through sooner than a reader's whole reach. */
const fewChanges = 200;

/** Records that changed after `version` and that the reader may see; `head` is the last number there is. */
export async function changedRecords(
  sql: Sql,
  community: string,
  reader: Reader,
  { version, head }: { version: number; head: number },
  limit: number,
): Promise<FeedRecord[]> {
  const seen = recordSeenBy(reader, 'r');
  const reach = head - version <= fewChanges ? everywhere : reachOf(reader, community);
  return sql.all<FeedRecord>(
    `select r.version, r.c, r.id, r.body, r.ages_at as "agesAt" from ${reach.from}
      where ${reach.where}r.community = ? and r.version > ? and r.gone = 0 and ${seen.text}
      order by r.version ${limited}`,
    [...reach.values, community, version, ...seen.values, limit],
  );
}

/** Departures after `version` of what the reader could see and does not see any more. */
export async function departedRecords(
  sql: Sql,
  community: string,
  reader: Reader,
  version: number,
  limit: number,
): Promise<FeedDeparture[]> {
  const was = departureSeenBy(reader, 'd');
  const is = recordSeenBy(reader, 'r');
  return sql.all<FeedDeparture>(
    `select d.version, d.c, d.id from departures d
      where d.community = ? and d.version > ? and ${was.text}
        and not exists (select 1 from records r where r.community = d.community
          and r.c = d.c and r.id = d.id and r.gone = 0 and ${is.text})
      order by d.version ${limited}`,
    [community, version, ...was.values, ...is.values, limit],
  );
}

/** A scope as it was when the number `since` was the last. */
export interface HeldSince {
  readonly could: Reader;
  readonly since: number;
}

/**
 * Whether a device may have had a record then. What its holder wrote later is on it too, though he has not read on:
 * the answer to a push brings it.
 */
const mayHaveHad = (involving: 'involvement' | 'departed'): string => {
  const whom = involving === 'departed' ? 'a.version = d.version' : 'a.c = r.c and a.id = r.id';
  return `(r.born <= ? or exists (select 1 from ${involving} a
    where a.community = r.community and a.person = ? and ${whom}))`;
};

/** Names of records that stayed what they were since then, but are out of sight now; by name. */
export async function lostRecords(
  sql: Sql,
  community: string,
  { could, since }: HeldSince,
  can: Reader,
  after: readonly [string, string],
  limit: number,
): Promise<{ c: string; id: string }[]> {
  const was = recordSeenBy(could, 'r');
  const is = recordSeenBy(can, 'r');
  return sql.all(
    `select r.c, r.id from records r
      where r.community = ? and r.gone = 0 and (r.c, r.id) > (?, ?)
        and ${mayHaveHad('involvement')} and ${was.text} and not ${is.text}
        and not exists (select 1 from departures d where d.community = r.community
          and d.c = r.c and d.id = r.id and d.version > ?)
      order by r.c, r.id ${limited}`,
    [community, ...after, since, asAuthor(could.person), ...was.values, ...is.values, since, limit],
  );
}

/** Names of records that were in sight then and have moved on: only where they were then counts. */
export async function lostDepartures(
  sql: Sql,
  community: string,
  { could, since }: HeldSince,
  can: Reader,
  after: number,
  limit: number,
): Promise<FeedDeparture[]> {
  const was = departureSeenBy(could, 'd');
  const is = recordSeenBy(can, 'r');
  return sql.all<FeedDeparture>(
    `select d.version, d.c, d.id from departures d
      join records r on r.community = d.community and r.c = d.c and r.id = d.id
      where d.community = ? and d.version > ? and ${mayHaveHad('departed')} and ${was.text}
        and not (r.gone = 0 and ${is.text})
        and not exists (select 1 from departures e where e.community = d.community
          and e.c = d.c and e.id = d.id and e.version > ? and e.version < d.version)
      order by d.version ${limited}`,
    [community, after, since, asAuthor(could.person), ...was.values, ...is.values, since, limit],
  );
}

/** What a snapshot is taken of. */
export interface SnapshotOf {
  readonly community: string;
  readonly reader: Reader;
  /** Only what changed after `since` or is seen through one of `grants`; null takes everything. */
  readonly gained: { readonly since: number; readonly grants: readonly Grant[] } | null;
  readonly head: number;
  /** Journals from before this time (ms) stay on the server. */
  readonly notBefore: number;
}

function snapshotCondition({ community, reader, gained, head, notBefore }: SnapshotOf): Condition {
  const seen = recordSeenBy(reader, 'r');
  const through = gained ? seenByGrants({ ...reader, grants: gained.grants }, 'r') : null;
  const only = through ? ` and (r.version > ? or ${through.text})` : '';
  return {
    text: `r.community = ? and r.gone = 0 and r.version <= ?
      and (r.ages_at is null or r.ages_at >= ?) and ${seen.text}${only}`,
    values: [
      community,
      head,
      notBefore,
      ...seen.values,
      ...(gained && through ? [gained.since, ...through.values] : []),
    ],
  };
}

export interface SnapshotRecord extends FeedRecord {
  readonly rank: number;
  readonly sort: number;
}

/** The next page of a snapshot: the tree and the people first, open work, then journals, newest first. */
export async function snapshotPage(
  sql: Sql,
  of: SnapshotOf,
  after: { rank: number; sort: number; c: string; id: string } | null,
  limit: number,
): Promise<SnapshotRecord[]> {
  const { text, values } = snapshotCondition(of);
  const reach = reachOf(of.reader, of.community);
  const from = after ?? { rank: -1, sort: 0, c: '', id: '' };
  return sql.all<SnapshotRecord>(
    `select r.version, r.c, r.id, r.body, r.ages_at as "agesAt", r.rank, r.sort from ${reach.from}
      where ${reach.where}${text} and (r.rank, r.sort, r.c, r.id) > (?, ?, ?, ?)
      order by r.rank, r.sort, r.c, r.id ${limited}`,
    [...reach.values, ...values, from.rank, from.sort, from.c, from.id, limit],
  );
}

/** How many records a whole snapshot has. */
export async function snapshotTotal(sql: Sql, of: SnapshotOf): Promise<number> {
  const { text, values } = snapshotCondition(of);
  const reach = reachOf(of.reader, of.community);
  const [row] = await sql.all<{ total: number }>(
    `select count(*) as total from ${reach.from} where ${reach.where}${text}`,
    [...reach.values, ...values],
  );
  return row?.total ?? 0;
}
