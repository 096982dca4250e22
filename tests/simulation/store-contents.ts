import type { SqlValue, Store } from '../../sync-server/store/store.ts';

/** Every row of every table: a backup, and the state with which a seed begins. */
export type Contents = readonly {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
}[];

export async function copyOut(store: Store): Promise<Contents> {
  return store.read(async (sql) => {
    const tables = await sql.all<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name <> 'migrations' order by rowid",
    );
    const contents = [];
    for (const { name } of tables)
      contents.push({
        table: name,
        rows: await sql.all<Record<string, SqlValue>>(`select * from ${name}`),
      });
    return contents;
  });
}

/** Makes the store hold exactly these rows. */
export async function copyIn(store: Store, contents: Contents): Promise<void> {
  await store.write(async (sql) => {
    for (const { table } of contents.toReversed()) await sql.run(`delete from ${table}`);
    for (const { table, rows } of contents) {
      const columns = Object.keys(rows[0] ?? {});
      const places = columns.map(() => '?').join(', ');
      const insert = `insert into ${table} (${columns.join(', ')}) values (${places})`;
      for (const row of rows) await sql.run(insert, Object.values(row));
    }
  });
}
