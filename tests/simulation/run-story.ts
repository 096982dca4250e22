import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { virtualTime } from '../support/virtual-time.ts';
import { act } from './act.ts';
import { beginning, community, makeBaseWorld, type BaseWorld } from './base-world.ts';
import { chanceOf } from './chance.ts';
import { comeToRest } from './come-to-rest.ts';
import { compareAll } from './final-oracle.ts';
import { oracleOfWrites } from './oracle-of-writes.ts';
import { serverSite, type ServerSite } from './server-site.ts';
import { simulatedDevice, type SimulatedDevice } from './simulated-device.ts';
import { copyIn } from './store-contents.ts';
import type { Story } from './story.ts';
import { trace } from './trace.ts';
import { workBook } from './work-book.ts';
import { noStats, type Stats, type World } from './world.ts';

export interface Told {
  readonly wrong: readonly string[];
  readonly stats: Stats;
  readonly digest: string;
  readonly lines: readonly string[];
}

const hour = 3_600_000;
const worlds = new Map<number, Promise<BaseWorld>>();
let theStore: Promise<Store> | null = null;

const baseOf = (devices: number): Promise<BaseWorld> => {
  const known = worlds.get(devices) ?? makeBaseWorld(devices);
  worlds.set(devices, known);
  return known;
};

/** The same, where the program may be so broken that not even a world comes about. */
export async function runWhateverHappens(story: Story): Promise<Told> {
  try {
    return await runStory(story);
  } catch (error) {
    const wrong = [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : ''}`];
    return { wrong, stats: noStats(), digest: '', lines: [] };
  }
}

/** Tells a story from its beginning until all is quiet again; answers what went wrong on the way. */
export async function runStory(
  story: Story,
  look: (world: World) => void = () => undefined,
  script: (world: World) => void = () => undefined,
): Promise<Told> {
  const base = await baseOf(story.devices);
  theStore ??= openSqlite(':memory:');
  const store = await theStore;
  await copyIn(store, base.contents);
  const stage = story.store === 'rxdb' ? (await import('./rxdb-stage.ts')).rxdbStage() : null;
  const time = virtualTime(beginning + hour, stage?.settle);
  const wrong: string[] = [];
  const devices = new Map<number, SimulatedDevice>();
  const people = new Set(base.identities.map(({ person }) => person));
  const holder: { site: ServerSite | null } = { site: null };
  const world: World = {
    began: beginning + hour,
    time,
    trace: trace(),
    oracle: oracleOfWrites(community),
    book: workBook(),
    chance: chanceOf(`${story.seed} server`),
    stats: noStats(),
    devices,
    site: () => holder.site as ServerSite,
    clock: () => String(time.now() - world.began),
    broken: (what) => void wrong.push(...what.map((each) => `${world.clock()}: ${each}`)),
    wrong,
    isSomebody: (id) => people.has(id),
    story,
    curse: true,
    deaf: false,
  };
  await store.read((sql) => world.oracle.load(sql));
  holder.site = serverSite(world, store);
  await holder.site.start();
  for (const [index, identity] of base.identities.entries()) {
    if (story.present && !story.present.includes(index)) continue;
    const chance = chanceOf(`${story.seed} d${index}`);
    const storage = await stage?.storageOf(world, index, identity);
    const device = simulatedDevice(world, index, identity, chance, storage);
    const clock = story.clocks[index];
    if (clock) device.setClock(clock.shift, clock.drift);
    devices.set(index, device);
  }
  stage?.begin(world);
  script(world);
  for (const action of story.actions) time.timers.after(action.at, () => act(world, action));
  const last = story.actions.reduce((latest, { at }) => Math.max(latest, at), 0);
  const end = Math.max(last + 30_000, story.span);
  await time.pass(0);
  while (wrong.length === 0 && time.now() < world.began + end) {
    if (!(await time.step(world.began + end - time.now()))) break;
  }
  if (wrong.length === 0) await comeToRest(world, store);
  if (wrong.length === 0) wrong.push(...(await compareAll(world, store)));
  look(world);
  for (const device of devices.values()) device.close();
  world.site().end();
  world.stats.deviceDays = (devices.size * (time.now() - world.began)) / (24 * hour);
  world.stats.checks += world.oracle.checks;
  await stage?.end(world);
  return { wrong, stats: world.stats, digest: world.trace.digest(), lines: world.trace.lines() };
}
