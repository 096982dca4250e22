import type { Surroundings } from '../surroundings.ts';

/** How much one device may ask for, so that no phone, broken or hostile, takes the server from the others. */
export interface Pace {
  /** Begins a call of a device, or says in how many seconds it may ask again. */
  begin(device: string): number | null;
  /** The call is over and was so much work: rows taken in, records sent. */
  end(device: string, amount: number): void;
}

interface Sizes {
  /** So much at once, and so much more every second; a roster of 10,000 people goes through without waiting. */
  readonly burst: number;
  readonly perSecond: number;
  readonly atOnce: number;
}

interface Spent {
  spent: number;
  at: number;
  underWay: number;
}

/** Devices that nobody has heard of for as long as it takes to forgive everything are forgotten beyond this number. */
const mostRemembered = 10_000;

/** In memory: a restart forgives, and every process of several counts for itself. */
export function makePace(surroundings: Pick<Surroundings, 'now'>, sizes: Sizes): Pace {
  const devices = new Map<string, Spent>();

  function forgive(each: Spent, now: number): Spent {
    // A clock that is set back must not make anybody wait for the time that comes again.
    const passed = Math.max(0, now - each.at) / 1000;
    each.spent = Math.max(0, each.spent - passed * sizes.perSecond);
    each.at = now;
    return each;
  }

  function forget(now: number): void {
    for (const [device, each] of devices) {
      if (each.underWay === 0 && forgive(each, now).spent === 0) devices.delete(device);
    }
  }

  return {
    begin(device) {
      const now = surroundings.now();
      if (devices.size > mostRemembered) forget(now);
      const mine = forgive(devices.get(device) ?? { spent: 0, at: now, underWay: 0 }, now);
      devices.set(device, mine);
      if (mine.underWay >= sizes.atOnce) return 1;
      const over = mine.spent - sizes.burst;
      if (over > 0) return Math.ceil(over / sizes.perSecond) + 1;
      mine.underWay += 1;
      return null;
    },
    end(device, amount) {
      const mine = devices.get(device);
      if (!mine) return;
      mine.underWay -= 1;
      mine.spent += amount;
    },
  };
}
