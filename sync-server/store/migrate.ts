import { migrations } from './migrations.ts';
import type { Sql } from './store.ts';

/** Applies every migration the store has not seen, with its number, in the transaction it is given. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.run('create table if not exists migrations (number bigint primary key)');
  const rows = await sql.all<{ number: number }>('select number from migrations');
  const seen = new Set(rows.map((row) => row.number));
  const newest = Math.max(0, ...seen);
  if (newest > migrations.length) {
    throw new Error(`this store was written by a newer Linli (step ${newest} of its tables)`);
  }
  for (const [index, statements] of migrations.entries()) {
    if (seen.has(index + 1)) continue;
    for (const statement of statements) await sql.run(statement);
    await sql.run('insert into migrations (number) values (?)', [index + 1]);
  }
}
