import type { Store } from '../../sync-server/store/store.ts';
import { copyIn, copyOut, type Contents } from './store-contents.ts';
import type { World } from './world.ts';

/** The copy of the server's disk that somebody made last. */
export interface ServerBackup {
  make(): Promise<void>;
  isMade(): boolean;
  /** The disk is as it was then; whose text is nowhere any more is noted in the book. */
  putBack(): Promise<void>;
}

export function serverBackup(world: World, store: Store): ServerBackup {
  const { oracle, book, devices } = world;
  let backup: { readonly contents: Contents; readonly back: () => void } | null = null;
  const has = () => JSON.stringify([...oracle.all()].map(({ fields }) => fields));
  return {
    async make() {
      backup = { contents: await copyOut(store), back: oracle.remember() };
    },
    isMade: () => backup !== null,
    async putBack() {
      if (!backup) return;
      const before = has();
      await copyIn(store, backup.contents);
      backup.back();
      const after = has();
      const gone = book
        .all()
        .filter(({ word }) => before.includes(word) && !after.includes(word))
        .filter(({ device, c, id }) => !devices.get(device)?.holdsOwn(c, id));
      book.lose(gone.map(({ word }) => word));
    },
  };
}
