import type { AnyRecord } from '../../src/domain/record-type.ts';
import { rxdbDisk, type RxdbDisk } from '../support/rxdb-disk.ts';
import { phoneName } from '../support/rxdb-disk-view.ts';
import { storeModuleOf } from '../support/rxdb-modules.ts';
import { poweredBy } from '../support/rxdb-power.ts';
import { rxdbSurroundings } from '../support/rxdb-surroundings.ts';
import { beginning, type Identity } from './base-world.ts';

const known = new WeakMap<Identity, Promise<RxdbDisk>>();

/** What a device holds after a first sync, as the store on RxDB has written it. */
export function firstSynced(index: number, identity: Identity): Promise<RxdbDisk> {
  const made = known.get(identity) ?? firstSync(index, identity);
  known.set(identity, made);
  return made;
}

async function firstSync(index: number, { person, device, disk }: Identity): Promise<RxdbDisk> {
  const surroundings = rxdbSurroundings();
  // Nothing is told yet: whoever wants to wait has waited.
  surroundings.keepTime({
    after: (_ms, then) => {
      const due = setImmediate(then);
      return () => clearImmediate(due);
    },
  });
  const made = rxdbDisk();
  const powered = await poweredBy(made, {
    isAlive: () => true,
    pass: () => true,
    dawdle: () => 0,
    after: (_ms, then) => void setImmediate(then),
    committed: () => undefined,
  });
  const name = `base${index}p`;
  surroundings.serve(name, {
    open: (database, version) => powered.open(database.replace(name, phoneName), version),
  });
  const { openStore } = await storeModuleOf(index);
  const options = { name, person, device, now: () => beginning, newId: () => '' };
  const { store, sync } = await openStore(options);
  const copies = [...disk.records].flatMap(([c, list]) =>
    [...list.values()].map(({ unsent: _unsent, unsentSince: _since, ...record }) => ({
      c,
      record: record as AnyRecord,
    })),
  );
  await sync.takePage({ copies, gone: [] }, null);
  await sync.writeFeed(disk.state.get('feed'));
  await store.memory('session').set(disk.state.get('session'));
  await store.close();
  surroundings.stop(name);
  made.sync();
  return made;
}
