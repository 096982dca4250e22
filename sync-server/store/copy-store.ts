import type { Sql, SqlValue, Store } from './store.ts';
import { digestStore, makeDigest, rowsOf, type Digest, type TableRow } from './table-digest.ts';
import { tableShapes, type TableShape } from './table-shapes.ts';

/** Why a copy was not made; nothing of it is left in the target. */
export class CopyRefused extends Error {}

/** So many rows in one statement, which is the same text each time. */
const rowsAtOnce = 50;

async function insert(
  sql: Sql,
  { name, columns }: TableShape,
  rows: readonly TableRow[],
): Promise<void> {
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const into = `insert into ${name} (${columns.join(', ')}) values `;
  const valuesOf = (row: TableRow): SqlValue[] => columns.map((column) => row[column] ?? null);
  const together = rows.length - (rows.length % rowsAtOnce);
  const many = into + Array.from({ length: rowsAtOnce }, () => marks).join(', ');
  for (let at = 0; at < together; at += rowsAtOnce) {
    await sql.run(many, rows.slice(at, at + rowsAtOnce).flatMap(valuesOf));
  }
  for (const row of rows.slice(together)) await sql.run(into + marks, valuesOf(row));
}

async function isEmpty(sql: Sql, shapes: readonly TableShape[]): Promise<boolean> {
  for (const { name } of shapes) {
    const found = await sql.all(`select 1 as found from ${name} limit 1`);
    if (found.length > 0) return false;
  }
  return true;
}

/**
 * Copies one store into another that is empty, as it is at one moment, and compares what arrived with what was sent
 * before any of it is kept.
 */
export async function copyStore(from: Store, to: Store): Promise<Digest[]> {
  const shapes = await tableShapes();
  return from.read((source) =>
    to.write(async (target) => {
      if (!(await isEmpty(target, shapes))) throw new CopyRefused('the target is not empty');
      const sent: Digest[] = [];
      for (const shape of shapes) {
        const digest = makeDigest(shape);
        for await (const page of rowsOf(source, shape)) {
          page.forEach((row) => digest.add(row));
          await insert(target, shape, page);
        }
        sent.push(...digest.digests());
      }
      const arrived = await digestStore(target, shapes);
      if (JSON.stringify(sent) !== JSON.stringify(arrived)) {
        throw new CopyRefused('what arrived is not what was sent; nothing was kept');
      }
      return arrived;
    }),
  );
}
