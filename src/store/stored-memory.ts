import { memoryKey } from './device-memory.ts';
import { deviceDatabaseName } from './forget-databases.ts';

const table = 'state';

/**
 * One small value of a store that is not open; undefined, and nothing is made, when there is no store. The app waits
 * for this before it can open anything, so it asks the database itself: one opening instead of three.
 */
export function storedMemory<T>(name: string, key: string): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(deviceDatabaseName(name));
    let absent = false;
    opening.addEventListener('upgradeneeded', () => {
      absent = true;
      opening.transaction?.abort();
    });
    opening.addEventListener('error', (event) => {
      event.preventDefault();
      if (absent) resolve(undefined);
      else reject(opening.error ?? new Error('the store cannot be opened'));
    });
    opening.addEventListener('success', () => {
      const db = opening.result;
      const value = db.objectStoreNames.contains(table)
        ? db.transaction(table).objectStore(table).get(memoryKey(key))
        : null;
      db.close();
      if (!value) resolve(undefined);
      value?.addEventListener('success', () =>
        resolve((value.result as { readonly value: T } | undefined)?.value),
      );
      value?.addEventListener('error', () =>
        reject(value.error ?? new Error('the store cannot be read')),
      );
    });
  });
}
