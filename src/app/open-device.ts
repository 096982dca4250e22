import { firstValueFrom } from 'rxjs';
import { serverCalls, type CallProblem } from '../protocol/server-calls.ts';
import type { SessionAnswer } from '../protocol/session.ts';
import { sessionKey, type DeviceValue } from '../store/device-context.tsx';
import { openStore } from '../store/device-store.ts';
import { storedMemory } from '../store/stored-memory.ts';
import { startSync } from '../sync/sync-engine.ts';
import { askToPersist, browserFetch, browserPorts } from './browser-ports.ts';
import { carriedByHand, carriedErrands, ownPublicKey } from './carried-by-hand.ts';
import { keepLastWords } from './keep-last-words.ts';
import { newId } from './new-id.ts';
import type { Enrolment, SignInPorts } from './signed-in.tsx';
import {
  endedHow,
  finishRemoval,
  forgetEnding,
  noteRemoval,
  settled,
  wipeWhenEnded,
} from './wipe-device.ts';

const storeName = 'linli';
const signedOutWord = 'signedOut';
/** Where it is noted that the server has not heard of a sign-out yet. */
const unheardSignOut = 'linli.unheardSignOut';
/** How long the server is given to hear of a sign-out (ms); otherwise it is told when the app is next opened. */
const patience = 5_000;

const calls = serverCalls(browserFetch);
let open: Promise<DeviceValue> | null = null;
/** Takes back what the server last said of the session, once there is a new one. */
let letIn: () => Promise<void> = () => Promise.resolve();
const hearEnded = new Set<() => void>();

/** Opens the store of whoever is signed in and starts syncing; it needs no network. */
async function openDevice(session: SessionAnswer, isNew: boolean): Promise<DeviceValue> {
  const ports = browserPorts();
  const opened = await openStore({
    name: storeName,
    person: session.person.id,
    device: session.device.id,
    now: () => ports.now(),
    newId: () => newId(),
  });
  const { store, sync } = opened;
  letIn = async () => {
    const status = await sync.readStatus();
    if (status) await sync.saveStatus({ ...status, phase: 'pulling', problem: undefined });
  };
  const memory = store.memory<SessionAnswer>(sessionKey);
  if (isNew) await memory.set(session);
  keepLastWords(store).catch(reportError);
  // What the browser answers changes nothing here, and nobody need wait for it.
  askToPersist().catch(reportError);
  const errands = carriedErrands(storeName, opened, calls);
  const engine = startSync({ ...ports, store: sync, calls, session: memory, errands });

  ports.channel.listen((word) => {
    // The databases under this tab are gone; only a fresh start can show that truthfully.
    if (word === signedOutWord) window.location.reload();
  });
  const notEnded = wipeWhenEnded(opened, {
    stop: () => engine.stop(),
    async gone() {
      open = null;
      for (const hear of hearEnded) hear();
      ports.channel.post(signedOutWord);
      localStorage.setItem(unheardSignOut, '1');
      await tellSignOut();
    },
  });

  return {
    store,
    session,
    server: calls,
    carried: carriedByHand(storeName, opened, () => engine.syncNow()),
    syncNow: () => engine.syncNow(),
    compareNow: () => engine.compareNow(),
    async signOut({ evenUnsent = false } = {}) {
      const unsent = await firstValueFrom(store.unsent());
      if (unsent.length > 0 && !evenUnsent) return { ok: false, unsent: unsent.length };
      notEnded();
      localStorage.setItem(unheardSignOut, '1');
      noteRemoval('signedOut');
      await engine.stop();
      // Everything goes before the server is told: a network that hangs must not keep it here.
      await store.forget();
      settled('signedOut');
      open = null;
      ports.channel.post(signedOutWord);
      // Nobody waits for that: the screens of a store that is gone must not be drawn a moment longer.
      tellSignOut().catch(reportError);
      return { ok: true };
    },
  };
}

let telling: Promise<void> | null = null;

/** Tells the server of a sign-out; an answer that came after somebody has signed in would take his session away. */
function tellSignOut(): Promise<void> {
  telling ??= tellSignOutOnce().finally(() => {
    telling = null;
  });
  return telling;
}

async function tellSignOutOnce(): Promise<void> {
  const answer = await calls.signOut(AbortSignal.timeout(patience));
  if (
    answer.ok ||
    answer.problem.code === 'notSignedIn' ||
    answer.problem.code === 'sessionEnded'
  ) {
    localStorage.removeItem(unheardSignOut);
  }
}

async function restoreDevice(): Promise<DeviceValue | null> {
  if (open) return open;
  await finishRemoval(storeName);
  const session = await storedMemory<SessionAnswer>(storeName, sessionKey);
  if (session) {
    open ??= openDevice(session, false);
    return open;
  }
  if (localStorage.getItem(unheardSignOut) !== null) void tellSignOut();
  return null;
}

const isSignedOut = async (device: DeviceValue) =>
  (await firstValueFrom(device.store.syncStatus)).phase === 'signedOut';

const notHere: CallProblem = { code: 'notAllowed' };

/** Signs in with a one-time code. A device that was signed out by the server goes on with what it holds. */
async function enrolDevice(code: string, deviceName: string): Promise<Enrolment> {
  const before = await restoreDevice();
  // Somebody enrolled in another tab meanwhile.
  if (before && !(await isSignedOut(before))) return { ok: true, device: before };
  await telling;
  // Without a key nothing can be carried by hand, which is no reason not to let anybody in.
  const publicKey = await ownPublicKey(storeName).catch(() => null);
  const device = { name: deviceName, ...(publicKey === null ? {} : { publicKey }) };
  const answer = await calls.enrol({ code, device });
  if (!answer.ok) return answer;
  localStorage.removeItem(unheardSignOut);
  forgetEnding();
  const { token: _cookieHasIt, ...session } = answer.value;
  if (!before) {
    open = openDevice(session, true);
    open.catch(() => {
      open = null;
    });
    return { ok: true, device: await open };
  }
  if (session.person.id !== before.session.person.id) {
    // Nobody else's work may mix with what the first person has not sent yet.
    await calls.signOut();
    return { ok: false, problem: notHere };
  }
  await before.store.memory<SessionAnswer>(sessionKey).set(session);
  await letIn();
  before.syncNow();
  return { ok: true, device: before };
}

/** Signing in, wired to the browser and the server. */
export const signInPorts: SignInPorts = {
  restore: restoreDevice,
  enrol: enrolDevice,
  demo: async () => {
    const answer = await calls.demo();
    return answer.ok ? answer.value.people : null;
  },
  onEnded(hear) {
    hearEnded.add(hear);
    return () => hearEnded.delete(hear);
  },
  endedHow,
};
