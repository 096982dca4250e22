import { escapeIdentifier } from 'pg';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { freshDatabase } from './postgres.ts';

/** One database and its connections for many tests: each opens it and finds it empty. */
export async function emptiedPostgres(server: string) {
  const database = await freshDatabase(server);
  const store = await openPostgres({ url: database.url });
  const tables = await store.read((sql) =>
    sql.all<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = current_schema() and table_name <> 'migrations'`,
    ),
  );
  const emptying = `truncate ${tables.map(({ name }) => escapeIdentifier(name)).join(', ')}`;
  return {
    url: database.url,
    async open(): Promise<Store> {
      await store.write((sql) => sql.run(emptying));
      return { ...store, close: async () => undefined };
    },
    async end(): Promise<void> {
      await store.close();
      await database.drop();
    },
  };
}
