import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Surroundings } from '../surroundings.ts';

/** What is kept of a token: enough to know it again, nothing to use. */
export const hashOf = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** A keyed hash: what is short enough to be guessed is not to be guessed from a stolen copy of one table. */
export const sealOf = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** Equality that takes as long for a near miss as for a far one. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export const newToken = (surroundings: Surroundings): string =>
  Buffer.from(surroundings.randomBytes(32)).toString('base64url');
