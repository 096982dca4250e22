import type { z } from 'zod';
import type { Core } from '../core.ts';
import type { Outcome } from '../outcome.ts';
import type { SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from './answer.ts';
import type { BodySize } from './body.ts';
import { answerOf, bodyAs, sessionOf, type Call, type CallContext } from './call.ts';

/** What was done, and how much work that was. */
export interface Worked {
  readonly answer: Answer;
  readonly amount: number;
}

/** A call that was asked with a body by a device that is signed in. */
interface DeviceCall<T> {
  readonly shape: z.ZodType<T>;
  readonly size?: BodySize;
  /** By which pace one device's calls leave the server to the others too. */
  readonly pace: keyof Core['pace'];
  /** Whether a device that is being given back still has a part in it. */
  readonly alsoHandedIn?: true;
  work(server: SyncServer, who: Session, body: T): Promise<Worked>;
}

/** A body that took no longer than this (ms) came with its call: nothing happened meanwhile that must be heard of. */
const atOnce = 250;

async function bodyAndSession<T>(
  context: CallContext,
  { shape, size = 'question' }: DeviceCall<T>,
  before: Session,
): Promise<Outcome<{ readonly body: T; readonly who: Session }>> {
  const { core } = context.server;
  const began = core.now();
  const body = await bodyAs(context, shape, size);
  if (!body.ok) return body;
  // Whoever sends slowly may be lost by now, or be asked to give his device back.
  const wasQuick = Math.abs(core.now() - began) < atOnce;
  const session: Outcome<Session> = wasQuick
    ? { ok: true, value: before }
    : await sessionOf(context);
  return session.ok ? { ok: true, value: { body: body.value, who: session.value } } : session;
}

const mayCall = <T>({ alsoHandedIn }: DeviceCall<T>, who: Session): boolean =>
  alsoHandedIn === true || who.handedIn === undefined;

const nothing = (answer: Answer): Worked => ({ answer, amount: 1 });

async function carryOut<T>(
  context: CallContext,
  call: DeviceCall<T>,
  before: Session,
): Promise<Worked> {
  const asked = await bodyAndSession(context, call, before);
  if (!asked.ok) return nothing(answerOf(asked));
  const { who, body } = asked.value;
  if (!mayCall(call, who)) return nothing({ code: 'deviceHandedIn' });
  return call.work(context.server, who, body);
}

/** Answers a device that is signed in, when its body is there, at its pace. */
export function deviceCall<T>(call: DeviceCall<T>): Call {
  return async (context) => {
    const session = await sessionOf(context);
    if (!session.ok) return answerOf(session);
    if (!mayCall(call, session.value)) return { code: 'deviceHandedIn' };
    const { device } = session.value;
    const pace = context.server.core.pace[call.pace];
    const retryAfter = pace.begin(device);
    if (retryAfter !== null) return { code: 'tooManyRequests', retryAfter };
    let amount = 0;
    try {
      const worked = await carryOut(context, call, session.value);
      ({ amount } = worked);
      return worked.answer;
    } finally {
      pace.end(device, amount);
    }
  };
}
