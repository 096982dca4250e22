import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { readAs } from '../../src/domain/read-as.ts';
import type { Outcome } from '../outcome.ts';
import type { SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from './answer.ts';
import type { BodySize } from './body.ts';
import { tokenOf } from './origin.ts';

export interface CallContext {
  readonly server: SyncServer;
  readonly request: IncomingMessage;
  readonly behindProxy: boolean;
  /** Waits for the body; meanwhile the call is not counted among those under way. */
  body(size: BodySize): Promise<Outcome<unknown>>;
}

export type Call = (context: CallContext) => Promise<Answer>;

export const answerOf = (outcome: Outcome<unknown>): Answer => {
  if (outcome.ok) return { value: outcome.value };
  const { code, retryAfter } = outcome;
  return retryAfter === undefined ? { code } : { code, retryAfter };
};

export async function bodyAs<T>(
  context: CallContext,
  shape: z.ZodType<T>,
  size: BodySize,
): Promise<Outcome<T>> {
  const body = await context.body(size);
  if (!body.ok) return body;
  const read = readAs(shape, body.value);
  return read.success ? { ok: true, value: read.data } : { ok: false, code: 'badRequest' };
}

/** The session of a request, or why there is none. */
export async function sessionOf({
  server,
  request,
}: Pick<CallContext, 'server' | 'request'>): Promise<Outcome<Session>> {
  const token = tokenOf(request);
  return token === null ? { ok: false, code: 'notSignedIn' } : server.sessionOf(token);
}
