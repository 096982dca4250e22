import { createHash, type Hash } from 'node:crypto';
import type { Sql, SqlValue } from './store.ts';
import type { TableShape } from './table-shapes.ts';

export type TableRow = Readonly<Record<string, SqlValue>>;

/** What one table holds of one community: so many rows, and a checksum of all of them. */
export interface Digest {
  readonly table: string;
  /** Empty for what belongs to no community. */
  readonly community: string;
  readonly rows: number;
  readonly checksum: string;
}

const pageSize = 500;

/** Every row of a table in the order of its key, page by page. */
export async function* rowsOf(
  sql: Sql,
  { name, columns, key }: TableShape,
): AsyncGenerator<TableRow[]> {
  const list = columns.join(', ');
  const order = `order by ${key.join(', ')} limit ${pageSize}`;
  const further = `where (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
  let page = await sql.all<TableRow>(`select ${list} from ${name} ${order}`);
  while (page.length > 0) {
    yield page;
    const last = page.at(-1);
    const after = key.map((column) => last?.[column] ?? null);
    page = await sql.all<TableRow>(`select ${list} from ${name} ${further} ${order}`, after);
  }
}

function communityOf({ name }: TableShape, row: TableRow): string {
  const community = name === 'communities' ? row['id'] : row['community'];
  return typeof community === 'string' ? community : '';
}

/** Sums a table up as its rows go by; two tables are the same when their digests are. */
export function makeDigest(shape: TableShape) {
  const sums = new Map<string, { rows: number; hash: Hash }>();
  return {
    add(row: TableRow): void {
      const community = communityOf(shape, row);
      const sum = sums.get(community) ?? { rows: 0, hash: createHash('sha256') };
      sums.set(community, sum);
      sum.rows += 1;
      sum.hash.update(`${JSON.stringify(shape.columns.map((column) => row[column]))}\n`);
    },
    digests(): Digest[] {
      return [...sums]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([community, { rows, hash }]) => ({
          table: shape.name,
          community,
          rows,
          checksum: hash.digest('hex').slice(0, 16),
        }));
    },
  };
}

/** The digests of every table as one transaction sees them. */
export async function digestStore(sql: Sql, shapes: readonly TableShape[]): Promise<Digest[]> {
  const found: Digest[] = [];
  for (const shape of shapes) {
    const digest = makeDigest(shape);
    for await (const page of rowsOf(sql, shape)) page.forEach((row) => digest.add(row));
    found.push(...digest.digests());
  }
  return found;
}
