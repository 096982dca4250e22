import { rxdbSurroundings } from '../support/rxdb-surroundings.ts';
import type { Identity } from './base-world.ts';
import { firstSynced } from './rxdb-base.ts';
import { rxdbStorage } from './rxdb-storage.ts';
import type { PhoneStorage } from './phone-storage.ts';
import type { World } from './world.ts';

/** What a story needs to be told with the real store on every device. */
export interface RxdbStage {
  settle(): Promise<void>;
  begin(world: World): void;
  storageOf(world: World, index: number, identity: Identity): Promise<PhoneStorage>;
  /** Lets the last stores close. */
  end(world: World): Promise<void>;
}

const farewell = 10_000;

export function rxdbStage(): RxdbStage {
  const surroundings = rxdbSurroundings();
  return {
    settle: () => surroundings.quiet(),
    begin(world) {
      surroundings.keepTime(world.time.timers);
      surroundings.hear((error) => {
        world.broken([`nobody caught: ${error instanceof Error ? error.stack : String(error)}`]);
      });
    },
    async storageOf(world, index, identity) {
      const isFresh = world.story.fresh.includes(index);
      const from = isFresh ? undefined : await firstSynced(index, identity);
      return rxdbStorage(world, index, identity, from);
    },
    end: (world) => world.time.pass(farewell),
  };
}
