/** How many rounds a test goes: what a complete run of the tests has time for, or what `--rounds` asked for. */
export function roundsOf(usual: number): number {
  const asked = Number(process.env['LINLI_CRASH_ROUNDS'] ?? '');
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
}

/** How long (ms) so many rounds may take on a machine that is busy with other things. */
export const patienceFor = (rounds: number): number => 60_000 + rounds * 8_000;

/** The value below which the given part of the values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
