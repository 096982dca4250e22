import type { Core } from '../core.ts';
import { beginMark, markOfNumber, type Origin } from './lineage.ts';
import { StoreFailure, type Sql } from './store.ts';

/** A writing transaction that holds its community's counter, so that numbers are committed in their order. */
export interface CommunitySql extends Sql {
  readonly community: string;
  /** The number that the next change will carry. */
  peek(): number;
  take(): number;
}

type Keeping = Pick<Core, 'store' | 'lineage' | 'now' | 'randomBytes' | 'report'>;

interface Locked {
  readonly seq: number;
  readonly behind_at: number | null;
  readonly mark: string;
}

/** Whether somebody has seen more of this community's history than the store has. */
function isBehind(
  core: Keeping,
  community: string,
  { seq, behind_at, mark }: Locked,
  seen: Origin | null,
): boolean {
  if (behind_at !== null || core.lineage.seen(community) > seq) return true;
  return seen !== null && (seen.version > seq || seen.mark !== mark);
}

/**
 * Runs `work` as the only writer of its community; the counter is locked before anything is read. Nothing is
 * written where the store is older than what was `seen` of it.
 */
export async function writeInCommunity<T>(
  core: Keeping,
  community: string,
  work: (sql: CommunitySql) => Promise<T>,
  seen: Origin | null = null,
): Promise<T> {
  const written = await core.store.write(async (sql) => {
    const [locked] = await sql.all<Locked>(
      `update communities set seq = seq where id = ?
        returning seq, behind_at, ${markOfNumber} as mark`,
      [community, seen?.version ?? 0],
    );
    if (!locked) throw new Error('no such community');
    if (isBehind(core, community, locked, seen)) return null;
    let seq = locked.seq;
    const within: CommunitySql = {
      ...sql,
      community,
      peek: () => seq + 1,
      take: () => {
        seq += 1;
        return seq;
      },
    };
    const value = await work(within);
    const isMarked = seq !== locked.seq && core.lineage.isDue(community);
    if (isMarked) await beginMark(core, within, locked.seq);
    if (seq !== locked.seq) {
      await sql.run('update communities set seq = ? where id = ?', [seq, community]);
    }
    return { value, seq, isMarked };
  }, community);
  if (!written) return stopServing(core);
  core.lineage.wrote(community, written.seq, written.isMarked);
  return written.value;
}

/** Nothing may be added to a store that has lost what devices were told is safe, by this process or another. */
export async function stopServing(core: Keeping): Promise<never> {
  core.lineage.behind = true;
  await core.store.write((sql) =>
    sql.run('update communities set behind_at = ? where behind_at is null', [core.now()]),
  );
  const failure = new StoreFailure('storeBehind', null);
  core.report('store.behind', {}, failure);
  throw failure;
}

/** What was found out about the store as a whole, by this process or another, now or before it started. */
export async function isStoreBehind(sql: Sql): Promise<boolean> {
  const [found] = await sql.all<{ id: string }>(
    'select id from communities where behind_at is not null limit 1',
  );
  return found !== undefined;
}

/** The number of the last change of a community. */
export async function headOf(sql: Sql, community: string): Promise<number> {
  const [row] = await sql.all<{ seq: number }>('select seq from communities where id = ?', [
    community,
  ]);
  return row?.seq ?? 0;
}

/** How long journals stay on a device, in days, where a community has not set anything else. */
const usualRetentionDays = 90;

/** The time (ms) before which journals are not sent any more. */
export async function retentionStart(sql: Sql, community: string, now: number): Promise<number> {
  const [row] = await sql.all<{ settings: string }>(
    'select settings from communities where id = ?',
    [community],
  );
  const settings = JSON.parse(row?.settings ?? '{}') as { retentionDays?: number };
  return now - (settings.retentionDays ?? usualRetentionDays) * 86_400_000;
}
