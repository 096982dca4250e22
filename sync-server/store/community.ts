import type { Sql, Store } from './store.ts';

/** A writing transaction that holds its community's counter, so that numbers are committed in their order. */
export interface CommunitySql extends Sql {
  readonly community: string;
  /** The number that the next change will carry. */
  peek(): number;
  take(): number;
}

/** Runs `work` as the only writer of its community; the counter is locked before anything is read. */
export async function writeInCommunity<T>(
  store: Store,
  community: string,
  work: (sql: CommunitySql) => Promise<T>,
): Promise<T> {
  return store.write(async (sql) => {
    const [locked] = await sql.all<{ seq: number }>(
      'update communities set seq = seq where id = ? returning seq',
      [community],
    );
    if (!locked) throw new Error('no such community');
    let seq = locked.seq;
    const value = await work({
      ...sql,
      community,
      peek: () => seq + 1,
      take: () => {
        seq += 1;
        return seq;
      },
    });
    if (seq !== locked.seq) {
      await sql.run('update communities set seq = ? where id = ?', [seq, community]);
    }
    return value;
  });
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
