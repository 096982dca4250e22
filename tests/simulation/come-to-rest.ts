import type { MemoryDisk } from '../support/memory-disk.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { World } from './world.ts';

const restless = 90;

/** Every fault ends; whoever has the app opens it, until nobody has anything to send or to hear of. */
export async function comeToRest(world: World): Promise<void> {
  const { time, stats } = world;
  const devices = [...world.devices.values()];
  const site = world.site();
  site.dieAfter(Infinity, 0);
  for (const device of devices) {
    device.calm();
    device.isOld = false;
    device.setMode('good');
    device.open();
  }
  for (let round = 1; round <= restless; round += 1) {
    const until = time.now() + 4_000;
    while (time.now() < until && (await time.step(until - time.now())) && world.wrong.length === 0);
    if (world.wrong.length > 0) return;
    await time.pass(until - time.now());
    const late = devices.filter((device) => !isUpToDate(world, device));
    stats.rounds = round;
    if (late.length === 0 && site.isUp()) return;
    for (const device of late) device.syncNow();
  }
  const late = devices.filter((device) => !isUpToDate(world, device));
  const how = late.map(({ index, disk }) =>
    [
      `d${index}`,
      world.devices.get(index)?.isOpen(),
      JSON.stringify(disk.state.get('status')),
      waitingOf(disk).join(),
    ].join(' '),
  );
  world.broken([`no rest after ${restless} rounds: ${how.join('; ')}`]);
}

const waitingOf = ({ records }: MemoryDisk): string[] =>
  [...records].flatMap(([c, list]) =>
    [...list.values()]
      .filter(({ unsentSince }) => unsentSince > 0)
      .map(({ id, unsent }) => `${c}/${id} ${JSON.stringify(unsent)}`),
  );

function isUpToDate({ oracle }: World, { disk }: SimulatedDevice): boolean {
  if (waitingOf(disk).length > 0) return false;
  const feed = disk.state.get('feed') as { checkpoint: string | null; reread: boolean } | undefined;
  if (!feed?.checkpoint || feed.reread) return false;
  const [body = ''] = feed.checkpoint.split('.');
  const point = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    at: string;
    version?: number;
  };
  return point.at === 'feed' && point.version === oracle.seq;
}
