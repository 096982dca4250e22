import type { Sql } from './store.ts';

/** Writes down at which number of each community an epoch begins: what came before is shared with the one before. */
export async function beginEpoch(sql: Sql, epoch: string): Promise<void> {
  await sql.run(
    `insert into epochs (community, ordinal, epoch, began)
      select c.id, (select count(*) from epochs e where e.community = c.id), ?, c.seq
        from communities c`,
    [epoch],
  );
}

/**
 * The last number that the history of `before` and this one have in common. An epoch that is not known here came to
 * its end in a copy that was put back over: then nothing is shared that came after the oldest beginning.
 */
export async function sharedWith(sql: Sql, community: string, before: string): Promise<number> {
  const [row] = await sql.all<{ shared: number | null }>(
    `select min(e.began) as shared from epochs e where e.community = ? and e.ordinal >
      coalesce((select max(own.ordinal) from epochs own
        where own.community = e.community and own.epoch = ?), -1)`,
    [community, before],
  );
  return row?.shared ?? 0;
}
