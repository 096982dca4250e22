import type { Collection } from '../../src/domain/record-types.ts';
import type { DeviceStore, OpenStore } from '../../src/store/device-store.ts';
import type { RxdbDiskView } from '../support/rxdb-disk-view.ts';
import type { Life, StoreInHand } from './phone-storage.ts';
import type { World } from './world.ts';

type Values = Readonly<Record<string, unknown>>;

/** The writing side, as who does not know of which collection he speaks. */
interface Writing {
  create(c: string, fields: Values, how: { id: string; draft?: boolean }): Promise<unknown>;
  editMany(
    c: string,
    edits: readonly { id: string; change: Values; add: Values }[],
  ): Promise<unknown>;
  finishDraft(c: string, id: string, change: Values): Promise<unknown>;
  discardDraft(c: Collection, id: string): Promise<void>;
  remove(c: Collection, id: string): Promise<void>;
}

const writingOf = (store: DeviceStore) => store as unknown as Writing;
const wordsIn = (told: unknown): string[] => JSON.stringify(told).match(/(?<=")w\d+\.(?=")/g) ?? [];

/**
 * The store in somebody's hand: he sees what rests on the device, and taps without waiting for what he tapped before.
 * What he typed counts from when the store says that it is written, or from when it is found on the disk.
 */
export function rxdbInHand(
  world: World,
  view: RxdbDiskView,
  opened: Promise<OpenStore>,
  life: Life,
): { readonly store: StoreInHand; end(): void } {
  const underWay = new Set<readonly string[]>();
  const offset = () => (view.state.get('clockOffset') as number | undefined) ?? 0;

  function write(told: unknown, work: (store: Writing) => Promise<unknown>): void {
    const words = wordsIn(told);
    underWay.add(words);
    const isOver = () => life.isAlive() && underWay.delete(words);
    void opened
      .then(({ store }) => work(writingOf(store)))
      .then(isOver, (error: unknown) => {
        if (!isOver()) return;
        world.book.lose(words);
        // What left the device under his finger he can write nothing into, and he is told so.
        if ((error as { code?: unknown }).code !== 'recordMissing')
          world.broken([`a write failed: ${error instanceof Error ? error.stack : ''}`]);
      });
  }

  const store: StoreInHand = {
    now: () => Math.round(life.now() + offset()),
    get: (c, id) => view.records.get(c)?.get(id),
    all: (c) => [...(view.records.get(c)?.values() ?? [])],
    create(c, fields, how = {}) {
      const id = how.id ?? life.newId();
      write(fields, (to) => to.create(c, fields, { ...how, id }));
      return { id };
    },
    edit: (c, id, change, add = {}) =>
      write([change, add], (to) => to.editMany(c, [{ id, change, add }])),
    finishDraft: (c, id, change = {}) => write(change, (to) => to.finishDraft(c, id, change)),
    discardDraft: (c, id) => write([], (to) => to.discardDraft(c, id)),
    remove: (c, id) => write([], (to) => to.remove(c, id)),
  };
  return {
    store,
    end() {
      const rests = JSON.stringify([...view.records.values()].map((list) => [...list.values()]));
      const lost = [...underWay].flat().filter((word) => !rests.includes(`"${word}"`));
      world.book.lose(lost);
      underWay.clear();
    },
  };
}
