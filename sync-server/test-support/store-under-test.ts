import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';

/** The store that a test community stands on; the same tests are run again on the other one. */
export interface StoreUnderTest {
  open: () => Promise<Store>;
  /** How many made-up histories are tried, of as many as are usual. */
  runs: (usual: number) => number;
}

export const storeUnderTest: StoreUnderTest = {
  open: () => openSqlite(':memory:'),
  runs: (usual) => usual,
};
