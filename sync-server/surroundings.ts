/** Everything that is not the same twice; a simulation brings its own. */
export interface Surroundings {
  /** Time in whole milliseconds. */
  now(): number;
  randomBytes(size: number): Uint8Array;
  /** Calls `work` again and again, until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void;
  /** Told of what went wrong without being anybody's fault, and of what an operator wants to count. */
  report(event: string, details?: Readonly<Record<string, string | number>>, error?: unknown): void;
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A UUID of version 7: ids made later sort later. */
export function newId(surroundings: Surroundings): string {
  const bytes = surroundings.randomBytes(10);
  const time = Math.trunc(surroundings.now()).toString(16).padStart(12, '0');
  const version = ((bytes[0] ?? 0) % 16).toString(16);
  const variant = (((bytes[1] ?? 0) % 64) + 128).toString(16);
  const rest = hex(bytes.slice(2));
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${version}${rest.slice(0, 2)}`,
    `${variant}${rest.slice(2, 4)}`,
    rest.slice(4, 16),
  ].join('-');
}
