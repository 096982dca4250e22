const first = 1_000;
const longest = 300_000;

/** How long to wait after `failures` in a row: anything up to a bound that doubles, so that devices spread out. */
export function backOff(failures: number, chance: () => number, atLeast = 0): number {
  const bound = Math.min(longest, first * 2 ** Math.max(0, failures - 1));
  return Math.max(atLeast, Math.round(first / 2 + chance() * (bound - first / 2)));
}
