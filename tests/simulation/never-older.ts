import type { Collection } from '../../src/domain/record-types.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import type { PhoneDisk } from './phone-storage.ts';

/** The store, watched: no page takes a record back to what it was, unless everything is read anew. */
export function neverOlder(
  store: SyncStore,
  { records }: Pick<PhoneDisk, 'records'>,
  broken: (what: string) => void,
): SyncStore {
  const versionOf = (c: Collection, id: string) => records.get(c)?.get(id)?.version;
  return {
    ...store,
    takePage(page, how) {
      const before = page.copies.map(({ c, record }) => versionOf(c, record.id) ?? 0);
      const taken = store.takePage(page, how);
      // Looked at aside: whoever is watched must not wait a moment longer than otherwise.
      void taken.then(() => {
        for (const [at, { c, record }] of page.copies.entries()) {
          const now = versionOf(c, record.id) ?? Infinity;
          if (how === null && now < (before[at] ?? 0))
            broken(`${c} ${record.id} went back from ${before[at]} to ${now}`);
        }
      });
      return taken;
    },
  };
}
