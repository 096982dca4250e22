import type { Store } from '../../sync-server/store/store.ts';
import { copyIn, copyOut, type Contents } from './store-contents.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { World } from './world.ts';

/** The copy of the server's disk that somebody made last. */
export interface ServerBackup {
  make(): Promise<void>;
  isMade(): boolean;
  /** The disk is as it was then; whose text is nowhere any more is noted in the book. */
  putBack(): Promise<void>;
}

const textsOn = ({ disk }: SimulatedDevice): string =>
  JSON.stringify([
    ...disk.returned.values(),
    ...[...disk.records.values()].flatMap((list) => [...list.values()]),
  ]);

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
        .filter(({ device, c, id, word }) => {
          const phone = devices.get(device);
          // A text that had given way stood in review alone, which nobody gives back, unless its author has it still.
          return !phone?.holdsOwn(c, id) || !textsOn(phone).includes(word);
        });
      book.lose(gone.map(({ word }) => word));
    },
  };
}
