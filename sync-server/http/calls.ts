import { compareRequest, partsRequest, type CompareAnswer } from '../../src/protocol/compare.ts';
import { carriedRequest, deviceKeyRequest } from '../../src/protocol/parcel.ts';
import { codeRequest, endDeviceRequest, enrolRequest } from '../../src/protocol/session.ts';
import { pullRequest, pushRequest, type PullAnswer } from '../../src/protocol/sync.ts';
import type { Outcome } from '../outcome.ts';
import { answerOf, bodyAs, sessionOf, type Call } from './call.ts';
import { deviceCall, type Worked } from './device-call.ts';
import { addressOf, sessionCookie, tokenOf } from './origin.ts';

const enrol: Call = async (context) => {
  const { server, request, behindProxy } = context;
  const body = await bodyAs(context, enrolRequest, 'question');
  if (!body.ok) return answerOf(body);
  const outcome = await server.enrol(body.value, addressOf(request, behindProxy));
  if (!outcome.ok) return answerOf(outcome);
  return {
    value: outcome.value,
    headers: { 'set-cookie': sessionCookie(request, outcome.value.token) },
  };
};

const session: Call = async (context) => {
  const who = await sessionOf(context);
  return who.ok ? { value: await context.server.session(who.value) } : answerOf(who);
};

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

/** Looking for what there is costs something even where there is nothing, and so does waiting for one's turn. */
const least = 20;

const worked = (outcome: Outcome<unknown>, more = 0): Worked => ({
  answer: answerOf(outcome),
  amount: least + more,
});

const endDevice = deviceCall({
  shape: endDeviceRequest,
  pace: 'push',
  work: async (server, who, body) => worked(await server.endDevice(who, body)),
});

const code = deviceCall({
  shape: codeRequest,
  pace: 'push',
  work: async (server, who, { person }) => worked(await server.code(who, person)),
});

/** The records of a page; for the first page of many all were counted once. */
function lookedAt({ changes, progress }: PullAnswer): number {
  const isFirst = progress !== undefined && progress.done === changes.length;
  return changes.length + (isFirst ? progress.total : 0);
}

const pull = deviceCall({
  shape: pullRequest,
  pace: 'pull',
  alsoHandedIn: true,
  async work(server, who, body) {
    const pulled = await server.pull(who, body);
    return worked(pulled, pulled.ok ? lookedAt(pulled.value) : 0);
  },
});

const push = deviceCall({
  shape: pushRequest,
  size: 'work',
  pace: 'push',
  alsoHandedIn: true,
  async work(server, who, { rows, checkpoint }) {
    const answer = { value: await server.push(who, rows, checkpoint) };
    return { answer, amount: 1 + rows.length };
  },
});

/** How many records were gone through, as far as the answer shows it. */
function goneThrough(answer: CompareAnswer, held: number): number {
  if (answer.state === 'behind') return 0;
  if (answer.state === 'same') return held;
  return Object.values(answer.parts).reduce((sum, { count }) => sum + count, 0);
}

const compare = deviceCall({
  shape: compareRequest,
  pace: 'pull',
  async work(server, who, body) {
    const compared = await server.compare(who, body);
    return worked(compared, compared.ok ? goneThrough(compared.value, body.held.count) : 0);
  },
});

const parts = deviceCall({
  shape: partsRequest,
  pace: 'pull',
  async work(server, who, body) {
    const found = await server.parts(who, body);
    return worked(found, found.ok ? found.value.records.length : 0);
  },
});

const carried = deviceCall({
  shape: carriedRequest,
  size: 'work',
  pace: 'push',
  alsoHandedIn: true,
  async work(server, who, { parcel }) {
    const taken = await server.carried(who, parcel);
    const rows = taken.ok ? Object.values(taken.value.counts) : [];
    return worked(
      taken,
      rows.reduce((sum, count) => sum + count, 0),
    );
  },
});

const deviceKey = deviceCall({
  shape: deviceKeyRequest,
  pace: 'push',
  alsoHandedIn: true,
  work: async (server, who, { publicKey }) => worked(await server.deviceKey(who, publicKey)),
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
