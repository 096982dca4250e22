import { migrations } from './migrations.ts';
import type { Store } from './store.ts';

/** Applies every migration the store has not seen, each with its number in the same transaction. */
export async function migrate(store: Store): Promise<void> {
  await store.write(async (sql) => {
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
  });
}
