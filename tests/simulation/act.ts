import { perform } from './perform.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { deeds, type Action, type Deed } from './story.ts';
import type { World } from './world.ts';

const isDeed = (action: Action): action is Extract<Action, { do: Deed }> =>
  (deeds as readonly string[]).includes(action.do);

type OnServer = Extract<Action, { do: 'crashServer' | 'backUp' | 'putBack' }>;
type OnDevice = Exclude<Action, OnServer>;

/** Lets happen what the story says. */
export function act(world: World, action: Action): void {
  if ('device' in action) {
    const device = world.devices.get(action.device);
    if (device) actOn(world, device, action);
  } else if (action.do === 'crashServer') world.site().dieAfter(action.steps, action.down);
  else if (action.do === 'backUp') void world.site().backUp();
  else void world.site().putBack();
}

function actOn(world: World, device: SimulatedDevice, action: OnDevice): void {
  if (isDeed(action)) {
    if (action.atPoint === undefined) perform(world, device, action);
    else {
      device.open();
      device.atPoint(action.atPoint, () => perform(world, device, action), action.where);
    }
    return;
  }
  world.trace.note(`${world.clock()} d${device.index} ${action.do}`);
  if (action.do === 'open') device.open();
  else if (action.do === 'close') device.close();
  else if (action.do === 'powerCut') cutPower(world, device);
  else if (action.do === 'link') device.setMode(action.mode);
  else if (action.do === 'jump') device.jump(action.ms);
  else if (action.do === 'oldApp') device.isOld = true;
  else if (action.do === 'newApp') device.isOld = false;
  else if (action.do === 'crashAt') {
    const crash = () => (action.power ? cutPower(world, device) : device.close());
    device.atPoint(action.points, crash);
    world.stats.crashes += 1;
  }
}

function cutPower(world: World, device: SimulatedDevice): void {
  const text = () =>
    JSON.stringify([
      ...device.disk.returned.values(),
      ...[...device.disk.records.values()].flatMap((list) => [...list.values()]),
    ]);
  const before = text();
  device.powerCut();
  const after = text();
  const lost = world.book
    .all()
    .filter((work) => work.device === device.index)
    .map(({ word }) => word)
    .filter((word) => before.includes(`"${word}"`) && !after.includes(`"${word}"`));
  world.book.lose(lost);
}
