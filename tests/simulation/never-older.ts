import type { MemoryStore } from '../support/memory-store.ts';

/** The store, watched: no page takes a record back to what it was, unless everything is read anew. */
export function neverOlder(store: MemoryStore, broken: (what: string) => void): MemoryStore {
  return {
    ...store,
    takePage(page, how) {
      const before = page.copies.map(({ c, record }) => store.get(c, record.id)?.version ?? 0);
      const taken = store.takePage(page, how);
      // Looked at aside: whoever is watched must not wait a moment longer than otherwise.
      void taken.then(() => {
        for (const [at, { c, record }] of page.copies.entries()) {
          const now = store.get(c, record.id)?.version ?? Infinity;
          if (how === null && now < (before[at] ?? 0))
            broken(`${c} ${record.id} went back from ${before[at]} to ${now}`);
        }
      });
      return taken;
    },
  };
}
