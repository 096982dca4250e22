import type { Collection } from '../../src/domain/record-types.ts';
import { communityDeeds } from './community-deeds.ts';
import type { Did, Doing } from './doing.ts';
import { meetingDeeds } from './meeting-deeds.ts';
import { needDeeds } from './need-deeds.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Deed } from './story.ts';
import { visitDeeds } from './visit-deeds.ts';
import type { World } from './world.ts';
import { nameOfValue } from './written-record.ts';

/** A text that nobody else writes, so that it can be looked for everywhere. */
const wordOf = (n: number): string => `w${n}.`;

const does: Readonly<Record<Deed, (doing: Doing) => void>> = {
  ...meetingDeeds,
  ...visitDeeds,
  ...needDeeds,
  ...communityDeeds,
};

/** Does what the story says, on what is on the device just then. */
export function perform(world: World, device: SimulatedDevice, act: Did): void {
  const store = device.store();
  const word = wordOf(act.n);
  world.stats.operations += 1;
  world.trace.note(`${world.clock()} d${device.index} ${act.do} ${word}`);
  const typed = (c: Collection, id: string, field: string) =>
    world.book.typed({ device: device.index, c, id, field, word });
  does[act.do]({
    store,
    device,
    world,
    act,
    word,
    typed,
    edit(c, id, change) {
      const before = store.get(c, id) ?? {};
      for (const [field, value] of Object.entries(change)) {
        const stood = (before as Record<string, unknown>)[field] ?? null;
        world.book.saw(device.identity.device, nameOfValue({ c, id }, field, stood));
        if (value === word) typed(c, id, field);
        else world.book.wroteOver({ device: device.index, c, id, field });
      }
      store.edit(c, id, change);
    },
  });
  if (act.more < 0.3) device.disk.sync();
}
