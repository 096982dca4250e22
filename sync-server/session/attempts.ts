import type { Surroundings } from '../surroundings.ts';

/** How many attempts an address and all addresses together have, within a window of time. */
export interface Limits {
  /** Takes one attempt, or says in how many seconds the next is allowed. */
  take(address: string): number | null;
  /** A wrong code weighs more than an attempt. */
  wrong(address: string): void;
}

interface Sizes {
  readonly windowMs: number;
  readonly perAddress: number;
  readonly overall: number;
  readonly wrongPerAddress: number;
}

const usual: Sizes = { windowMs: 600_000, perAddress: 200, overall: 3000, wrongPerAddress: 20 };

/** Attempts in memory: a restart forgives, a guesser gains little by it. */
export function makeLimits(surroundings: Pick<Surroundings, 'now'>, sizes: Sizes = usual): Limits {
  let since = surroundings.now();
  let overall = 0;
  const attempts = new Map<string, number>();
  const wrong = new Map<string, number>();

  function startAfresh(now: number): void {
    // Also where the clock was set back, or the window would last until it has caught up.
    if (Math.abs(now - since) < sizes.windowMs) return;
    since = now;
    overall = 0;
    attempts.clear();
    wrong.clear();
  }

  return {
    take(address) {
      const now = surroundings.now();
      startAfresh(now);
      const mine = (attempts.get(address) ?? 0) + 1;
      const tooMany =
        overall >= sizes.overall ||
        mine > sizes.perAddress ||
        (wrong.get(address) ?? 0) >= sizes.wrongPerAddress;
      if (tooMany) return Math.ceil((since + sizes.windowMs - now) / 1000);
      attempts.set(address, mine);
      overall += 1;
      return null;
    },
    wrong(address) {
      wrong.set(address, (wrong.get(address) ?? 0) + 1);
    },
  };
}
