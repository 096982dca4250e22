import { Dexie } from 'dexie';
import { stayForgotten } from '../stay-forgotten.ts';
import { StoreProblem } from '../store-problem.ts';
import { rowOf, type Doc, type Row, type Usual } from './stored-row.ts';

const table = 'docs';
/** What RxDB's own storage made is version 1; from 2 on rows are compact and deleted ones are not kept. */
const version = 2;

/** One collection's rows on the disk. */
export interface RowDatabase {
  /** Fields that have an index. */
  readonly indexes: ReadonlySet<string>;
  /**
   * Does `work` in one transaction and answers what it answered, once that is on the disk. `work` must ask its first
   * question at once and wait for nothing but the answers of this transaction.
   */
  run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens, or makes, the database `name`; rows of RxDB's own storage are made compact on the way. */
export function openRows(name: string, fields: readonly string[], usual: Usual): RowDatabase {
  const dexie = new Dexie(name);
  dexie
    .version(version)
    .stores({ [table]: ['id', ...fields].join(), changes: null, attachments: null })
    .upgrade(async (upgrade) => {
      const old = upgrade.table<Row>(table).toCollection();
      await old.modify((row, cursor) => {
        if (row['_deleted'] === '1') delete (cursor as { value?: Row }).value;
        else cursor.value = rowOf(row as unknown as Doc, usual);
      });
    });
  const opened = dexie.open();
  // Whoever asks first hears of it; nobody may have asked by then.
  opened.catch(() => undefined);

  let over = false;
  stayForgotten(dexie, () => {
    over = true;
  });
  const reopen = async () => {
    dexie.close({ disableAutoOpen: false });
    await dexie.open();
  };
  // Browsers drop connections of an app in the background, Safari without a word.
  const begin = async (mode: IDBTransactionMode): Promise<IDBTransaction> => {
    await opened;
    if (over) throw new StoreProblem('storeClosed');
    if (!dexie.isOpen()) await reopen();
    try {
      return dexie.backendDB().transaction(table, mode);
    } catch (error) {
      if (over || (error as Error).name !== 'InvalidStateError') throw error;
      await reopen();
      return dexie.backendDB().transaction(table, mode);
    }
  };

  return {
    indexes: new Set(fields),
    async run(mode, work) {
      const transaction = await begin(mode);
      const finished = new Promise<void>((resolve, reject) => {
        transaction.addEventListener('complete', () => resolve());
        transaction.addEventListener('abort', () =>
          reject(transaction.error ?? new Error('the transaction was given up')),
        );
      });
      finished.catch(() => undefined);
      const answer = await work(transaction.objectStore(table)).catch((error: unknown) => {
        if (transaction.error === null) transaction.abort();
        throw transaction.error ?? error;
      });
      if (mode === 'readonly') return answer;
      // Said at once, it saves the way to the database and back that finding out by itself would take.
      transaction.commit();
      await finished;
      return answer;
    },
    close() {
      over = true;
      dexie.close();
    },
  };
}

/** The answer to one question. */
export function answered<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
  });
}
