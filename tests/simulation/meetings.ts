import { chanceOf, type Chance } from './chance.ts';
import type { Action, Deed } from './story.ts';

/** What the actions of a meeting have in common: when it begins, and what comes how long after that. */
interface Telling {
  readonly chance: Chance;
  /** Somebody from a building, and somebody who answers for it too. */
  readonly near: number;
  readonly over: number;
  on(device: number, after: number, what: 'open' | 'close'): void;
  link(device: number, after: number, mode: 'good' | 'answersLost'): void;
  setBack(device: number, after: number): void;
  deed(device: number, after: number, deed: Deed, how?: { pick?: number; between?: number }): void;
}

const day = 86_400_000;
const meetings = {
  /** Reads what another wrote, and replaces it by a clock that is days behind. */
  inSight({ near, over, on, link, setBack, deed }: Telling) {
    link(near, 0, 'good');
    deed(near, 0, 'editPerson');
    on(near, 12_000, 'close');
    link(over, 13_000, 'good');
    on(over, 13_000, 'open');
    on(over, 25_000, 'close');
    setBack(over, 26_000);
    deed(over, 27_000, 'replace');
    on(over, 40_000, 'close');
  },
  /** Makes something, hears no answer, and changes it once more after another has written in it. */
  madeAgain({ near, over, on, link, deed }: Telling) {
    link(near, 0, 'good');
    on(near, 0, 'open');
    link(near, 4_000, 'answersLost');
    deed(near, 4_500, 'need');
    on(near, 9_000, 'close');
    link(over, 9_500, 'good');
    on(over, 9_500, 'open');
    deed(over, 18_000, 'besides', { pick: 0 });
    on(over, 26_000, 'close');
    link(near, 27_000, 'good');
    deed(near, 27_000, 'again');
    on(near, 40_000, 'close');
  },
  /** What he wrote cannot go out; the other's words come in; he writes his own anew. */
  secondThoughts({ near, over, on, link, deed }: Telling) {
    link(near, 0, 'good');
    deed(near, 0, 'need');
    link(over, 0, 'good');
    on(over, 3_000, 'open');
    deed(over, 12_000, 'curse', { pick: 0.999 });
    deed(near, 14_000, 'besides', { pick: 0 });
    deed(over, 30_000, 'again');
    on(near, 35_000, 'close');
    on(over, 40_000, 'close');
  },
  /** Comes back to several pages, and writes between two of them into what the second has. */
  betweenPages({ chance, near, over, on, link, deed }: Telling) {
    on(over, 0, 'close');
    link(near, 0, 'good');
    for (let n = 0; n < 16; n += 1)
      deed(near, n * 50, n % 3 === 0 ? 'visit' : 'editPerson', { pick: chance.next() });
    on(near, 15_000, 'close');
    link(over, 16_000, 'good');
    for (let n = 0; n < 3; n += 1) {
      const pick = 0.6 + chance.next() * 0.4;
      deed(over, 16_000, 'besides', { pick, between: chance.between(2, 10) });
    }
    on(over, 60_000, 'close');
  },
};

/** Whoever answers for the building of each liaison: the admin, the social worker, the head of the grid. */
const above: Readonly<Record<number, readonly number[]>> = {
  5: [0, 1, 2],
  6: [0, 1, 2],
  7: [0, 1, 3],
  8: [0, 1, 3],
};

/**
 * In some stories two people also meet over one record in a way that chance hardly ever brings about. These draw from
 * numbers of their own, so that all other stories are what they were.
 */
export function meetingsOf(
  seed: string,
  story: { readonly devices: number; readonly span: number; next(): number },
): { readonly actions: readonly Action[]; readonly smallPages: boolean } {
  const chance = chanceOf(`${seed} meetings`);
  const actions: Action[] = [];
  if (!chance.happens(0.4) || story.devices < 9) return { actions, smallPages: false };
  const kind = chance.pick(Object.keys(meetings) as (keyof typeof meetings)[]);
  for (let times = 2; times > 0; times -= 1) {
    const begins = chance.below(story.span);
    const at = (device: number, after: number) => ({
      n: story.next(),
      at: begins + after,
      device,
    });
    const near = chance.between(5, 8);
    meetings[kind]({
      chance,
      near,
      over: chance.pick(above[near] ?? [0]),
      on: (device, after, what) => void actions.push({ ...at(device, after), do: what }),
      link: (device, after, mode) => void actions.push({ ...at(device, after), do: 'link', mode }),
      setBack: (device, after) =>
        void actions.push({ ...at(device, after), do: 'jump', ms: -chance.between(2, 9) * day }),
      deed: (device, after, deed, { pick = chance.next() ** 2, between } = {}) =>
        void actions.push({
          ...at(device, after),
          do: deed,
          pick,
          more: 0.5 + chance.next() / 2,
          ...(between === undefined ? {} : { atPoint: between, where: 'countWaiting' }),
        }),
    });
  }
  return { actions, smallPages: kind === 'betweenPages' };
}
