import type { Sql, SqlValue } from './store.ts';

/** Most rows or names in one statement. */
const most = 128;

/** Chunks whose sizes are powers of two: a store that keeps its statements prepared sees only a few different ones. */
function inChunks<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length;) {
    const left = Math.min(most, all.length - from);
    const size = 2 ** Math.floor(Math.log2(left));
    chunks.push(all.slice(from, from + size));
    from += size;
  }
  return chunks;
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** Inserts many rows; `into` names table and columns, `after` says what happens to those that are there already. */
export async function insertMany(
  sql: Sql,
  into: string,
  rows: readonly (readonly SqlValue[])[],
  after = '',
): Promise<void> {
  for (const chunk of inChunks(rows)) {
    const tuple = `(${marks(chunk[0]?.length ?? 0)})`;
    const tuples = chunk.map(() => tuple).join(', ');
    await sql.run(`insert into ${into} values ${tuples} ${after}`, chunk.flat());
  }
}

/** Runs a statement that ends in `in` for as many names as there are, and gathers its rows. */
export async function allOf<Row>(
  sql: Sql,
  text: string,
  values: readonly SqlValue[],
  names: readonly string[],
): Promise<Row[]> {
  const found: Row[] = [];
  for (const chunk of inChunks(names)) {
    found.push(...(await sql.all<Row>(`${text} (${marks(chunk.length)})`, [...values, ...chunk])));
  }
  return found;
}

/** The same for a statement that answers nothing. */
export async function runFor(
  sql: Sql,
  text: string,
  values: readonly SqlValue[],
  names: readonly string[],
): Promise<void> {
  for (const chunk of inChunks(names)) {
    await sql.run(`${text} (${marks(chunk.length)})`, [...values, ...chunk]);
  }
}
