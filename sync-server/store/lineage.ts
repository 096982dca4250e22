import type { Surroundings } from '../surroundings.ts';
import type { CommunitySql } from './community.ts';
import type { Sql } from './store.ts';

/** A number of the feed, and the mark under which it was given. */
export interface Origin {
  readonly version: number;
  readonly mark: string;
}

/** What this process wrote last in each community, and when it began a mark there. */
export interface Lineage {
  /** The number this process saw last in a community; the store can never be behind it. */
  seen(community: string): number;
  /** Whether the next number is to be given under a mark of its own. */
  isDue(community: string): boolean;
  wrote(community: string, version: number, beganMark: boolean): void;
  /** The store is older than what devices have seen: nothing is served until somebody says that it was restored. */
  behind: boolean;
}

/**
 * A restore takes longer than this (ms): whatever was written after it was so under another mark, even by a
 * process that went on running while its database was put back beneath it.
 */
const markLasts = 60_000;

export function makeLineage(surroundings: Pick<Surroundings, 'now'>): Lineage {
  const known = new Map<string, { version: number; markedAt: number }>();
  return {
    behind: false,
    seen: (community) => known.get(community)?.version ?? 0,
    isDue(community) {
      const was = known.get(community);
      return !was || Math.abs(surroundings.now() - was.markedAt) >= markLasts;
    },
    wrote(community, version, beganMark) {
      const markedAt = beganMark ? surroundings.now() : known.get(community)?.markedAt;
      if (markedAt !== undefined) known.set(community, { version, markedAt });
    },
  };
}

/** The mark under which a number was given; empty for the first and for those from before there were marks. */
export const markOfNumber = `coalesce((select mark from lineage where lineage.community = communities.id
  and began < ? order by began desc limit 1), '')`;

export async function markAt(sql: Sql, community: string, version: number): Promise<string> {
  const [row] = await sql.all<{ mark: string }>(
    `select ${markOfNumber} as mark from communities where id = ?`,
    [version, community],
  );
  return row?.mark ?? '';
}

/** Whether the store has the history that a number comes from: a copy from before it has not. */
export async function isOfThisHistory(
  sql: Sql,
  community: string,
  { version, mark }: Origin,
): Promise<boolean> {
  const [row] = await sql.all<{ seq: number; mark: string }>(
    `select seq, ${markOfNumber} as mark from communities where id = ?`,
    [version, community],
  );
  return row !== undefined && version <= row.seq && mark === row.mark;
}

/** Gives the numbers from here on a mark that no other history of this community has. */
export async function beginMark(
  surroundings: Pick<Surroundings, 'randomBytes'>,
  sql: CommunitySql,
  began: number,
): Promise<void> {
  const mark = Buffer.from(surroundings.randomBytes(9)).toString('base64url');
  await sql.run('insert into lineage (community, began, mark) values (?, ?, ?)', [
    sql.community,
    began,
    mark,
  ]);
}
