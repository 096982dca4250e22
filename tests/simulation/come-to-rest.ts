import type { Feed } from '../../src/sync/sync-store.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { perform } from './perform.ts';
import { compareDevices } from './final-oracle.ts';
import type { PhoneDisk } from './phone-storage.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { cursedWord } from './virtual-network.ts';
import type { World } from './world.ts';

const restless = 90;
/** What a few still write when everything is quiet, and nobody is told of. */
const lastWord = { n: 9000, at: 0, device: 0, do: 'visit', pick: 0, more: 0.9 } as const;
const each = 4_000;
/** Longer than any device goes without asking, however many hints were lost. */
const patience = 380_000;

/** Every fault ends; whoever has the app opens it, until nobody has anything to send or to hear of. */
export async function comeToRest(world: World, store: Store): Promise<void> {
  const devices = [...world.devices.values()];
  world.site().dieAfter(Infinity, 0);
  for (const device of devices) {
    device.calm();
    device.isOld = false;
    device.setMode('good');
  }
  await untilNoPostChanges(world);
  for (const device of devices) device.open();
  if (world.story.patient) {
    world.curse = false;
    world.deaf = true;
    await pass(world, each);
    for (const device of devices.slice(0, 4)) perform(world, device, lastWord);
    await pass(world, patience);
    world.deaf = false;
    if (world.wrong.length === 0) world.broken(await compareDevices(world, store));
  } else await untilQuiet(world, devices);
  if (world.wrong.length > 0) return;
  // What was stopped on the way held up nothing else; now it goes too.
  world.curse = false;
  await untilQuiet(world, devices);
}

/** A post that ends by the clock in the middle of the comparison would make two truths of one. */
async function untilNoPostChanges({ time, oracle }: World): Promise<void> {
  const soon = time.now() + 20 * 60_000;
  const turns = [...oracle.all()]
    .filter(({ c }) => c === 'posts')
    .flatMap(({ fields }) => [fields['from'], fields['until']])
    .filter((at): at is number => typeof at === 'number' && at > time.now() && at < soon);
  if (turns.length > 0) await time.pass(Math.max(...turns) + 1 - time.now());
}

async function pass({ time, wrong }: World, ms: number): Promise<void> {
  const until = time.now() + ms;
  while (wrong.length === 0 && (await time.step(until - time.now())));
  if (wrong.length === 0) await time.pass(until - time.now());
}

async function untilQuiet(world: World, devices: readonly SimulatedDevice[]): Promise<void> {
  const late = () => devices.filter((device) => !isUpToDate(world, device));
  for (let round = 1; round <= restless; round += 1) {
    await pass(world, each);
    world.stats.rounds = Math.max(world.stats.rounds, round);
    if (world.wrong.length > 0) return;
    const rest = late();
    if (rest.length === 0 && world.site().isUp()) return;
    for (const device of rest) device.syncNow();
  }
  const how = late().map(({ index, disk }) =>
    [`d${index}`, JSON.stringify(disk.state.get('status')), waitingOf(disk).join()].join(' '),
  );
  world.broken([`no rest after ${restless} rounds: ${how.join('; ')}`]);
}

const waitingOf = ({ records }: PhoneDisk, but = ''): string[] =>
  [...records].flatMap(([c, list]) =>
    [...list.values()]
      .filter((record) => record.unsentSince > 0 && (!but || record['when'] !== but))
      .map(({ id, unsent }) => `${c}/${id} ${JSON.stringify(unsent)}`),
  );

function isUpToDate({ oracle, curse, site }: World, { disk }: SimulatedDevice): boolean {
  if (waitingOf(disk, curse ? cursedWord : '').length > 0) return false;
  const feed = disk.state.get('feed') as Feed | undefined;
  if (!feed?.checkpoint || feed.reread) return false;
  // The same number may have been given in the history that was lost.
  if (feed.epoch !== site().epoch()) return false;
  const [body = ''] = feed.checkpoint.split('.');
  const point = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    at: string;
    version?: number;
  };
  return point.at === 'feed' && point.version === oracle.seq;
}
