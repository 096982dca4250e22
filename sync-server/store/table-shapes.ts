import { openSqlite } from './sqlite.ts';
import type { Sql } from './store.ts';

/** A table as every store has it. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns by which its rows are named and ordered. */
  readonly key: readonly string[];
}

interface Column {
  readonly name: string;
  readonly pk: number;
}

async function shapeOf(sql: Sql, name: string): Promise<TableShape> {
  const columns = await sql.all<Column>(`pragma table_info(${name})`);
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  return { name, columns: columns.map((column) => column.name), key: key.map((one) => one.name) };
}

async function referencesOf(sql: Sql, name: string): Promise<string[]> {
  const found = await sql.all<{ table: string }>(`pragma foreign_key_list(${name})`);
  return found.map(({ table }) => table);
}

/** Every table that the steps of this version make, but the list of steps; what others refer to comes first. */
export async function tableShapes(): Promise<TableShape[]> {
  const store = await openSqlite(':memory:');
  const { shapes, references } = await store.read(async (sql) => {
    const found = await sql.all<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name <> 'migrations' order by name`,
    );
    const names = found.map(({ name }) => name);
    const list = await Promise.all(names.map((name) => shapeOf(sql, name)));
    const referred = await Promise.all(names.map((name) => referencesOf(sql, name)));
    return {
      shapes: list,
      references: new Map(names.map((name, at) => [name, referred[at] ?? []])),
    };
  });
  await store.close();
  const depth = (name: string): number =>
    Math.max(0, ...(references.get(name) ?? []).map((other) => 1 + depth(other)));
  return shapes.toSorted((a, b) => depth(a.name) - depth(b.name));
}
