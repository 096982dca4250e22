import type { ProblemCode } from '../src/protocol/problem.ts';

/** Why a call could not be answered; `retryAfter` in seconds where waiting helps. */
export interface Failed {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly retryAfter?: number;
}

/** The answer of a call, or the code of its problem: both are expected. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failed;

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (code: ProblemCode, retryAfter?: number): Failed =>
  retryAfter === undefined ? { ok: false, code } : { ok: false, code, retryAfter };
