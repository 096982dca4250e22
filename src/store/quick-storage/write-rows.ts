import type { BulkWriteRow, RxStorageWriteError } from 'rxdb/plugins/core';
import { isQuota } from '../store-problem.ts';
import { rowsById } from './read-rows.ts';
import { answered, type RowDatabase } from './row-database.ts';
import {
  docOf,
  goneSince,
  isDeleted,
  isSameWriting,
  rowOf,
  type Doc,
  type Row,
  type Usual,
} from './stored-row.ts';

export type Write = BulkWriteRow<Record<string, unknown>>;
type Conflict = RxStorageWriteError<Record<string, unknown>>;

/** What became of a batch: what is now on the disk, and what had been changed by somebody else before. */
export interface Written {
  readonly done: readonly Write[];
  readonly conflicts: readonly Conflict[];
}

const idOf = ({ document }: Write) => document['id'] as string;

const isTaken = (error: unknown) => (error as Error | null)?.name === 'ConstraintError';

/** Adds rows that nobody has seen before; answers those whose id is taken, without a look-up for the others. */
function addAll(store: IDBObjectStore, writes: readonly Write[], usual: Usual): Promise<Write[]> {
  if (writes.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const taken: Write[] = [];
    const asked = new Map<EventTarget, Write>();
    const refused = (event: Event) => {
      const write = event.target ? asked.get(event.target) : undefined;
      if (!write) return;
      if (!isTaken((event.target as IDBRequest).error)) {
        reject((event.target as IDBRequest).error ?? new Error('could not be added'));
        return;
      }
      // Otherwise one row that is known would undo all the others.
      event.preventDefault();
      taken.push(write);
      if (event.target === last) resolve(taken);
    };
    store.transaction.addEventListener('error', refused);
    let last: IDBRequest | null = null;
    for (const write of writes) {
      last = store.add(rowOf(write.document, usual));
      asked.set(last, write);
    }
    last?.addEventListener('success', () => resolve(taken));
  });
}

const conflict = (writeRow: Write, documentInDb: Doc, context: string): Conflict => ({
  isError: true,
  status: 409,
  documentId: idOf(writeRow),
  writeRow,
  documentInDb,
  context,
});

/** A single new record, as a tap makes it: written without waiting to hear whether its id is taken. */
async function addOne(rows: RowDatabase, write: Write, usual: Usual): Promise<boolean> {
  try {
    await rows.run('readwrite', (store) => {
      store.add(rowOf(write.document, usual));
      return Promise.resolve();
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/**
 * A full disk takes no row, not even to find out that its id is taken; an app that opens says again what it had said
 * before, and must not fail for want of room that it does not need.
 */
async function allTaken(
  rows: RowDatabase,
  writes: readonly Write[],
  usual: Usual,
  context: string,
): Promise<Written | null> {
  if (writes.some(({ previous, document }) => previous || isDeleted(document))) return null;
  const known = await rowsById(rows, writes.map(idOf), usual);
  if (known.length < writes.length) return null;
  const byId = new Map(known.map((doc) => [doc['id'], doc]));
  const conflicts = writes.map((write) => conflict(write, byId.get(idOf(write)) as Doc, context));
  return { done: [], conflicts };
}

/** Writes a batch; on a full disk what is there already is still told as such. */
export async function writeRows(
  rows: RowDatabase,
  writes: readonly Write[],
  usual: Usual,
  context: string,
): Promise<Written> {
  try {
    return await writeBatch(rows, writes, usual, context);
  } catch (error) {
    const taken = isQuota(error) ? await allTaken(rows, writes, usual, context) : null;
    if (taken) return taken;
    throw error;
  }
}

/**
 * Writes a batch in one transaction. A change counts only if the row is still what the writer saw, by revision and
 * time, whichever tab changed it; deleted records leave no row.
 */
async function writeBatch(
  rows: RowDatabase,
  writes: readonly Write[],
  usual: Usual,
  context: string,
): Promise<Written> {
  const fresh = writes.filter(({ previous, document }) => !previous && !isDeleted(document));
  const changes = writes.filter(({ previous }) => previous);
  const [only] = fresh;
  if (only && writes.length === 1 && (await addOne(rows, only, usual)))
    return { done: writes, conflicts: [] };
  return rows.run('readwrite', async (store) => {
    const found = Promise.all(
      changes.map((write) => answered<Row | undefined>(store.get(idOf(write)))),
    );
    const taken = await addAll(store, fresh, usual);
    const conflicts: Conflict[] = [];
    const now = await found;
    changes.forEach((write, index) => {
      const row = now[index];
      const stored = row && docOf(row, usual);
      const previous = write.previous as Doc;
      const { document } = write;
      if (!stored) {
        if (!isDeleted(document)) conflicts.push(conflict(write, goneSince(previous), context));
      } else if (!isSameWriting(stored, previous)) conflicts.push(conflict(write, stored, context));
      else if (isDeleted(document)) store.delete(idOf(write));
      else store.put(rowOf(document, usual));
    });
    const known = await Promise.all(taken.map((write) => answered<Row>(store.get(idOf(write)))));
    taken.forEach((write, index) =>
      conflicts.push(conflict(write, docOf(known[index] as Row, usual), context)),
    );
    const failed = new Set(conflicts.map(({ documentId }) => documentId));
    const done = failed.size > 0 ? writes.filter((write) => !failed.has(idOf(write))) : writes;
    return { done, conflicts };
  });
}
