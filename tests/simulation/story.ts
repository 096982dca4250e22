import { chanceOf, type Chance } from './chance.ts';
import { meetingsOf } from './meetings.ts';
import type { LinkMode, Weather } from './virtual-network.ts';

/** What somebody does to what another has written: in sight of it, beside it, or to his own once more. */
const meetingDeeds = ['replace', 'besides', 'again'] as const;
export type MeetingDeed = (typeof meetingDeeds)[number];

/** What people do with the app. */
export const deeds = [
  ...meetingDeeds,
  'visit',
  'beginVisit',
  'finishVisit',
  'discardVisit',
  'need',
  'step',
  'editPerson',
  'editNeed',
  'editPlace',
  'addPerson',
  'moveHousehold',
  'movePerson',
  'watchers',
  'beginPost',
  'endPost',
  'remove',
  'removeOwn',
  'alarm',
  'ack',
  'poison',
  'notice',
  'receipt',
  'curse',
] as const;
export type Deed = (typeof deeds)[number];

interface At {
  /** Its number in the story as it was first told: names what is written, also in a shorter story. */
  readonly n: number;
  /** Milliseconds since the story began. */
  readonly at: number;
}

interface OnDevice extends At {
  readonly device: number;
}

export type Action =
  | (OnDevice & {
      readonly do: Deed;
      readonly pick: number;
      readonly more: number;
      /** Not at this time, but at the n-th place from now where the app waits for its disk. */
      readonly atPoint?: number;
      /** Only places of this name count. */
      readonly where?: string;
    })
  | (OnDevice & { readonly do: 'open' | 'close' | 'powerCut' | 'oldApp' | 'newApp' })
  | (OnDevice & { readonly do: 'crashAt'; readonly points: number; readonly power: boolean })
  | (OnDevice & { readonly do: 'link'; readonly mode: LinkMode })
  | (OnDevice & { readonly do: 'jump'; readonly ms: number })
  | (At & { readonly do: 'crashServer'; readonly steps: number; readonly down: number })
  | (At & { readonly do: 'backUp' | 'putBack' });

export interface Story {
  readonly seed: string;
  readonly devices: number;
  /** What every device keeps its records in; in memory where nothing is said. */
  readonly store?: 'rxdb';
  /** The devices that take part; all of them where nothing is said. */
  readonly present?: readonly number[];
  readonly span: number;
  readonly weather: Weather;
  readonly dawdle: number;
  /** Most changes in a page, whatever the device asks for; 0 lets it have its way. */
  readonly pageLimit: number;
  /** Nobody asks by hand in the end: hints, some of them lost, and patience must do. */
  readonly patient: boolean;
  /** Devices that claim to be somebody else in what they send. */
  readonly forgers: readonly number[];
  /** Devices that begin with nothing on them. */
  readonly fresh: readonly number[];
  readonly clocks: readonly { readonly shift: number; readonly drift: number }[];
  readonly actions: readonly Action[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Weighted<T> = readonly (readonly [number, T])[];

function weighted<T>(chance: Chance, list: Weighted<T>): T {
  let left = chance.next() * list.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return (list.at(-1) as readonly [number, T])[1];
}

const likely: Weighted<Deed> = [
  [16, 'visit'],
  [6, 'beginVisit'],
  [6, 'finishVisit'],
  [1, 'discardVisit'],
  [10, 'need'],
  [18, 'step'],
  [26, 'editPerson'],
  [8, 'editNeed'],
  [5, 'editPlace'],
  [4, 'addPerson'],
  [4, 'moveHousehold'],
  [4, 'movePerson'],
  [5, 'watchers'],
  [2, 'beginPost'],
  [2, 'endPost'],
  [4, 'remove'],
  [2, 'removeOwn'],
  [2, 'alarm'],
  [3, 'ack'],
  [4, 'poison'],
  [1, 'notice'],
  [2, 'receipt'],
  [2, 'curse'],
];

const links: Weighted<LinkMode> = [
  [10, 'good'],
  [7, 'lossy'],
  [2, 'slow'],
  [2, 'answersLost'],
  [1, 'portal'],
  [8, 'cut'],
];

const spans: Weighted<number> = [
  [3, 3 * minute],
  [3, 40 * minute],
  [3, 8 * hour],
  [3, 3 * day],
  [1, 30 * day],
];

/** What happens under a seed, told before it begins. */
export function storyOf(seed: string, devices: number): Story {
  const chance = chanceOf(seed);
  const span = weighted(chance, spans);
  const actions: Action[] = [];
  /** Whether everybody works on everything, or all on the same few records. */
  const focus = chance.pick([1, 2, 8]);
  let n = 0;
  const next = () => {
    n += 1;
    return n;
  };
  for (let device = 0; device < devices; device += 1) {
    const visits = chance.between(1, 2);
    for (let session = 0; session < visits; session += 1) {
      let at = chance.below(span);
      const own = () => ({ n: next(), at, device });
      actions.push({ ...own(), do: 'link', mode: weighted(chance, links) });
      if (chance.happens(0.15)) {
        const ms = chance.pick([-9 * day, -2 * hour, -3000, 5000, 3 * hour, 11 * day]);
        actions.push({ ...own(), do: 'jump', ms });
      }
      if (chance.happens(0.03)) actions.push({ ...own(), do: 'oldApp' });
      if (chance.happens(0.5)) actions.push({ ...own(), do: 'open' });
      const acts = chance.between(1, 3);
      for (let act = 0; act < acts; act += 1) {
        at += chance.between(20, 6000);
        const during = chance.happens(0.35) ? { atPoint: chance.between(1, 14) } : {};
        const deed = weighted(chance, likely);
        const more = chance.next();
        actions.push({
          ...own(),
          do: deed,
          pick: chance.next() ** focus,
          more,
          ...during,
        });
        if (!deed.startsWith('edit') || chance.happens(0.6)) continue;
        // Second thoughts: the same field once more, a moment later.
        at += chance.between(300, 4000);
        actions.push({ ...own(), do: deed, pick: 0, more });
      }
      at += chance.between(200, 9000);
      if (chance.happens(0.25)) {
        const points = chance.between(1, 40);
        actions.push({ ...own(), do: 'crashAt', points, power: chance.happens(0.4) });
      }
      at += chance.between(500, 12_000);
      const end = chance.next();
      // An app that lies open for days asks every half minute, and says nothing new.
      if (end < 0.7 || span > hour) actions.push({ ...own(), do: 'close' });
      else if (end < 0.85) actions.push({ ...own(), do: 'powerCut' });
    }
  }
  for (let crash = chance.below(4); crash > 0; crash -= 1) {
    const steps = chance.between(1, 300);
    const down = chance.between(200, 20_000);
    actions.push({ n: next(), at: chance.below(span), do: 'crashServer', steps, down });
  }
  if (chance.happens(0.2)) {
    const at = chance.below(span);
    actions.push({ n: next(), at, do: 'backUp' });
    actions.push({ n: next(), at: at + chance.below(span), do: 'putBack' });
  }
  const meetings = meetingsOf(seed, { devices, span, next });
  actions.push(...meetings.actions);
  const weather: Weather = {
    lose: chance.pick([0, 0.1, 0.25]),
    double: chance.pick([0, 0.1, 0.3]),
    cut: chance.pick([0, 0.08, 0.2]),
    loseHint: chance.pick([0, 0.2, 0.5]),
  };
  const wrongClock = () =>
    chance.happens(0.7)
      ? { shift: chance.between(-2000, 2000), drift: 0 }
      : {
          shift: chance.pick([-10 * day, -3 * day, -hour, hour, 3 * day, 10 * day]),
          drift: chance.pick([0, 0, 0.0003, -0.0003]),
        };
  const dawdle = chance.pick([0, 0.02, 0.08]);
  const pageLimit = chance.pick([0, 0, 0, 40, 9]);
  const everyDevice = Array.from({ length: devices }, (_, device) => device);
  return {
    seed,
    devices,
    span,
    weather,
    dawdle,
    pageLimit: meetings.smallPages ? 9 : pageLimit,
    patient: chance.happens(0.12),
    forgers: everyDevice.filter(() => chance.happens(0.05)),
    fresh: everyDevice.filter(() => chance.happens(0.1)),
    clocks: Array.from({ length: devices }, wrongClock),
    actions: actions.toSorted((a, b) => a.at - b.at || a.n - b.n),
  };
}
