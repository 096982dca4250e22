import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { readAs } from '../../src/domain/read-as.ts';
import { compareRequest, partsRequest } from '../../src/protocol/compare.ts';
import { carriedRequest, deviceKeyRequest } from '../../src/protocol/parcel.ts';
import { codeRequest, endDeviceRequest, enrolRequest } from '../../src/protocol/session.ts';
import { pullRequest, pushRequest } from '../../src/protocol/sync.ts';
import type { Core } from '../core.ts';
import type { Outcome } from '../outcome.ts';
import type { SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from './answer.ts';
import { addressOf, sessionCookie, tokenOf } from './origin.ts';

export interface CallContext {
  readonly server: SyncServer;
  readonly request: IncomingMessage;
  readonly behindProxy: boolean;
  /** Waits for the body; meanwhile the call is not counted among those under way. */
  body(): Promise<Outcome<unknown>>;
}

export type Call = (context: CallContext) => Promise<Answer>;

const answerOf = (outcome: Outcome<unknown>): Answer => {
  if (outcome.ok) return { value: outcome.value };
  const { code, retryAfter } = outcome;
  return retryAfter === undefined ? { code } : { code, retryAfter };
};

async function bodyAs<T>(context: CallContext, shape: z.ZodType<T>): Promise<Outcome<T>> {
  const body = await context.body();
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

type SignedInCall = (context: CallContext, session: Session) => Promise<Answer>;

function signedIn(call: SignedInCall): Call {
  return async (context) => {
    const session = await sessionOf(context);
    return session.ok ? call(context, session.value) : answerOf(session);
  };
}

/** For whatever a device that is being given back has no more part in. */
const inUse = (call: SignedInCall): Call =>
  signedIn(async (context, who) =>
    who.handedIn ? { code: 'deviceHandedIn' } : call(context, who),
  );

const enrol: Call = async (context) => {
  const { server, request, behindProxy } = context;
  const body = await bodyAs(context, enrolRequest);
  if (!body.ok) return answerOf(body);
  const outcome = await server.enrol(body.value, addressOf(request, behindProxy));
  if (!outcome.ok) return answerOf(outcome);
  return {
    value: outcome.value,
    headers: { 'set-cookie': sessionCookie(request, outcome.value.token) },
  };
};

const session = signedIn(async ({ server }, who) => ({ value: await server.session(who) }));

/** Signs a device out; one whose use was ended says so that it has forgotten everything. */
const signOut: Call = async (context) => {
  const { server, request } = context;
  const who = await sessionOf(context);
  const ended = who.ok ? who.value.handedIn : who.code === 'deviceRevoked';
  if (ended) await server.wiped(tokenOf(request) ?? '');
  else if (who.ok) await server.signOut(who.value);
  else return answerOf(who);
  return {
    value: { serverTime: server.core.now() },
    headers: { 'set-cookie': sessionCookie(request, '') },
  };
};

const endDevice = inUse(async (context, who) => {
  const body = await bodyAs(context, endDeviceRequest);
  return answerOf(body.ok ? await context.server.endDevice(who, body.value) : body);
});

const code = inUse(async (context, who) => {
  const body = await bodyAs(context, codeRequest);
  return answerOf(body.ok ? await context.server.code(who, body.value.person) : body);
});

/** What was done, and how much work that was. */
interface Worked {
  readonly answer: Answer;
  readonly amount: number;
}

/** One device's calls at a pace that leaves the server to the others too. */
function paced(
  kind: keyof Core['pace'],
  call: (context: CallContext, session: Session) => Promise<Worked>,
): Call {
  return signedIn(async (context, who) => {
    const pace = context.server.core.pace[kind];
    const retryAfter = pace.begin(who.device);
    if (retryAfter !== null) return { code: 'tooManyRequests', retryAfter };
    let amount = 0;
    try {
      const worked = await call(context, who);
      ({ amount } = worked);
      return worked.answer;
    } finally {
      pace.end(who.device, amount);
    }
  });
}

/** Looking for what there is costs something even where there is nothing. */
const leastPull = 20;

const pull = paced('pull', async (context, who) => {
  const body = await bodyAs(context, pullRequest);
  if (!body.ok) return { answer: answerOf(body), amount: 1 };
  const pulled = await context.server.pull(who, body.value);
  const amount = leastPull + (pulled.ok ? pulled.value.changes.length : 0);
  return { answer: answerOf(pulled), amount };
});

const push = paced('push', async (context, who) => {
  const body = await bodyAs(context, pushRequest);
  if (!body.ok) return { answer: answerOf(body), amount: 1 };
  const { rows, checkpoint } = body.value;
  const answer = { value: await context.server.push(who, rows, checkpoint) };
  return { answer, amount: 1 + rows.length };
});

const compare = inUse(async (context, who) => {
  const body = await bodyAs(context, compareRequest);
  return answerOf(body.ok ? await context.server.compare(who, body.value) : body);
});

const parts = inUse(async (context, who) => {
  const body = await bodyAs(context, partsRequest);
  return answerOf(body.ok ? await context.server.parts(who, body.value) : body);
});

const carried = signedIn(async (context, who) => {
  const body = await bodyAs(context, carriedRequest);
  return answerOf(body.ok ? await context.server.carried(who, body.value.parcel) : body);
});

const deviceKey = signedIn(async (context, who) => {
  const body = await bodyAs(context, deviceKeyRequest);
  return answerOf(body.ok ? await context.server.deviceKey(who, body.value.publicKey) : body);
});

const demo: Call = async ({ server }) => answerOf(await server.demoPeople());

/** Every call of the wire that answers once, by path and method. */
export const calls: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  '/enrol': { POST: enrol },
  '/session': { GET: session, DELETE: signOut },
  '/session/key': { POST: deviceKey },
  '/codes': { POST: code },
  '/devices/end': { POST: endDevice },
  '/sync/pull': { POST: pull },
  '/sync/push': { POST: push },
  '/sync/carried': { POST: carried },
  '/sync/compare': { POST: compare },
  '/sync/parts': { POST: parts },
  '/demo': { GET: demo },
};
