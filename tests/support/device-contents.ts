import type { Page } from '@playwright/test';

/** Every row of every IndexedDB database of a device: database, store, value. */
export interface HeldRow {
  readonly database: string;
  readonly store: string;
  readonly value: unknown;
}

/** Reads whatever rests in the IndexedDB of this page's origin, known to the app or not. */
export async function deviceContents(page: Page): Promise<HeldRow[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const rows: { database: string; store: string; value: unknown }[] = [];
    for (const { name: database } of await indexedDB.databases()) {
      if (database === undefined) continue;
      const open = await answer(indexedDB.open(database));
      for (const store of open.objectStoreNames) {
        const values = await answer(open.transaction(store).objectStore(store).getAll());
        rows.push(...values.map((value: unknown) => ({ database, store, value })));
      }
      open.close();
    }
    return rows;
  });
}

/** The records of one collection as they rest on the device, drafts and unsent ones among them. */
export async function recordsOnDevice(
  page: Page,
  collection: string,
): Promise<Record<string, unknown>[]> {
  const rows = await deviceContents(page);
  return rows
    .filter(({ database, store }) => database.endsWith(`--${collection}`) && store === 'docs')
    .map(({ value }) => value as Record<string, unknown>);
}
