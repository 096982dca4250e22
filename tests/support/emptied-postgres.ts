import { escapeIdentifier } from 'pg';
import { openPostgres } from '../../sync-server/store/postgres.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { freshDatabase } from './postgres.ts';

/** A schema with its connections, for one test after the other. */
async function emptiedSchema(url: string, schema: string) {
  const store = await openPostgres({ url, schema });
  const tables = await store.read((sql) =>
    sql.all<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = current_schema() and table_name <> 'migrations'`,
    ),
  );
  const emptying = `truncate ${tables.map(({ name }) => escapeIdentifier(name)).join(', ')}`;
  return {
    async open(): Promise<Store> {
      await store.write((sql) => sql.run(emptying));
      return { ...store, close: () => Promise.resolve() };
    },
    end: () => store.close(),
  };
}

/** One database for many tests: each finds it empty, and may open two stores to compare them. */
export async function emptiedPostgres(server: string) {
  const database = await freshDatabase(server);
  const schemas = [
    await emptiedSchema(database.url, 'one'),
    await emptiedSchema(database.url, 'other'),
  ] as const;
  let opened = 0;
  return {
    open(): Promise<Store> {
      opened += 1;
      return schemas[opened % 2 === 0 ? 0 : 1].open();
    },
    async end(): Promise<void> {
      await Promise.all(schemas.map((schema) => schema.end()));
      await database.drop();
    },
  };
}
