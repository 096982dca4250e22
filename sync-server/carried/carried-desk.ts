import { makeLimits, type Limits } from '../session/attempts.ts';
import type { Surroundings } from '../surroundings.ts';
import { parcelKeysOf, type ParcelKeys } from './server-key.ts';

/** Where parcels are handed in: the keys that open them, and how many a carrier may bring. */
export interface CarriedDesk {
  readonly keys: ParcelKeys;
  readonly limits: Limits;
}

export function makeCarriedDesk(secret: string, surroundings: Pick<Surroundings, 'now'>) {
  const sizes = { windowMs: 600_000, perAddress: 120, overall: 1200, wrongPerAddress: 20 };
  return { keys: parcelKeysOf(secret), limits: makeLimits(surroundings, sizes) };
}
