import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';

/** The store that a test community stands on; the same tests are run again on the other one. */
export const storeUnderTest: { open: () => Promise<Store> } = {
  open: () => openSqlite(':memory:'),
};
