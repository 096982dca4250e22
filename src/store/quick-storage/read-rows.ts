import {
  getQueryMatcher,
  getSortComparator,
  type PreparedQuery,
  type RxJsonSchema,
  type RxStorageCountResult,
} from 'rxdb/plugins/core';
import { answered, type RowDatabase } from './row-database.ts';
import { docOf, type Doc, type Row, type Usual } from './stored-row.ts';

export type Schema = RxJsonSchema<Doc>;
export type Asked = PreparedQuery<Record<string, unknown>>;

/** Where the rows of an answer lie: in the table itself or an index of it, and between which keys. */
interface Where {
  /** Null is the table itself. */
  readonly index: string | null;
  readonly range: IDBKeyRange | null;
  /** Everything between the keys is asked for; nothing need be looked at. */
  readonly exactly: boolean;
  /** The rows lie in the order that is asked for. */
  readonly inOrder: boolean;
}

const everywhere: Where = { index: null, range: null, exactly: false, inOrder: false };
const lowest = Number.MIN_SAFE_INTEGER;
const highest = String.fromCodePoint(65_535);

/** The plan's keys for its own field; its other fields are the deletion flag and the id that breaks ties. */
function whereIs(rows: RowDatabase, { query, queryPlan: plan }: Asked, usual: Usual): Where {
  const at = plan.index.findIndex((name) => name !== '_deleted');
  const field = plan.index[at] ?? 'id';
  if (field !== 'id' && !rows.indexes.has(field)) return everywhere;
  const from = plan.startKeys[at];
  const to = plan.endKeys[at];
  const about = Object.keys(query.selector).filter((name) => name !== '_deleted');
  const exactly = plan.selectorSatisfiedByIndex && about.every((name) => name === field);
  const inOrder = plan.sortSatisfiedByIndex;
  const all = from === lowest && to === highest;
  if (all && field === 'id') return { index: null, range: null, exactly, inOrder };
  // In the order of an index each row costs a look-up; all rows as they lie in the table do not.
  if (all) return { ...everywhere, exactly };
  const range = IDBKeyRange.bound(
    from === lowest ? -Infinity : from,
    to,
    exactly && !plan.inclusiveStart,
    exactly && !plan.inclusiveEnd,
  );
  // An index over a field that has a usual value holds only the other records.
  if (field in usual && range.includes(usual[field])) return everywhere;
  return { index: field === 'id' ? null : field, range, exactly, inOrder };
}

/** A few of many: reads no further than it must. */
function firstOf(
  source: IDBObjectStore | IDBIndex,
  range: IDBKeyRange | null,
  wanted: (doc: Doc) => boolean,
  most: number,
  usual: Usual,
): Promise<Doc[]> {
  return new Promise((resolve, reject) => {
    const found: Doc[] = [];
    const request = source.openCursor(range);
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    request.addEventListener('success', () => {
      const cursor = request.result;
      const doc = cursor && docOf(cursor.value as Row, usual);
      if (doc && wanted(doc)) found.push(doc);
      if (cursor && found.length < most) cursor.continue();
      else resolve(found);
    });
  });
}

/** Null where a value is asked for that no key can have, such as null: it is no record's. */
function findable(rows: RowDatabase, asked: Asked, usual: Usual): Where | null {
  try {
    return whereIs(rows, asked, usual);
  } catch (error) {
    if ((error as Error).name === 'DataError') return null;
    throw error;
  }
}

/** The records that a query asks for, in its order. */
export async function queryRows(
  rows: RowDatabase,
  schema: Schema,
  asked: Asked,
  usual: Usual,
): Promise<Doc[]> {
  const where = findable(rows, asked, usual);
  if (!where) return [];
  const { query } = asked;
  const { index, range, exactly, inOrder } = where;
  const skip = query.skip ?? 0;
  const most = query.limit === undefined ? Infinity : skip + query.limit;
  if (most === 0) return [];
  const few = inOrder && most < Infinity;
  const matches = exactly ? () => true : getQueryMatcher(schema, query);
  const found = await rows.run('readonly', async (store) => {
    const source = index === null ? store : store.index(index);
    if (few && !exactly) return firstOf(source, range, matches, most, usual);
    const all = await answered<Row[]>(source.getAll(range, few ? most : undefined));
    const docs = all.map((row) => docOf(row, usual));
    return exactly ? docs : docs.filter(matches);
  });
  if (!inOrder) found.sort(getSortComparator(schema, query));
  return skip === 0 && found.length <= most ? found : found.slice(skip, most);
}

/** How many records a query asks for; the index alone says it where it can. */
export async function countRows(
  rows: RowDatabase,
  schema: Schema,
  asked: Asked,
  usual: Usual,
): Promise<RxStorageCountResult> {
  // RxDB refuses to count what no index answers, and hears from here what that is.
  const mode = asked.queryPlan.selectorSatisfiedByIndex ? 'fast' : 'slow';
  const where = findable(rows, asked, usual);
  if (!where?.exactly) {
    const found = await queryRows(rows, schema, asked, usual);
    return { count: found.length, mode };
  }
  const { index, range } = where;
  const count = await rows.run('readonly', (store) =>
    answered<number>((index === null ? store : store.index(index)).count(range ?? undefined)),
  );
  return { count, mode };
}

/** Records by their ids; those that are not there are left out. */
export function rowsById(rows: RowDatabase, ids: readonly string[], usual: Usual): Promise<Doc[]> {
  return rows.run('readonly', async (store) => {
    const found = await Promise.all(ids.map((id) => answered<Row | undefined>(store.get(id))));
    return found.flatMap((row) => (row ? [docOf(row, usual)] : []));
  });
}
