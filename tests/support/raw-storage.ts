const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('request failed')));
  });

/** Everything in every IndexedDB database as one text, past every library: what somebody with the phone would find. */
export async function rawStorage(): Promise<string> {
  const found: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name ?? ''));
    for (const store of db.objectStoreNames) {
      const rows = await asked(db.transaction(store).objectStore(store).getAll());
      found.push([name, store, rows]);
    }
    db.close();
  }
  return JSON.stringify(found);
}
