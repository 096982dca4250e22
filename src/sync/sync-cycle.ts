import type { Reader } from '../domain/access.ts';
import type { CallProblem } from '../protocol/server-calls.ts';
import { protocolVersion } from '../protocol/session.ts';
import { askingForPages, type Standing } from './asking-for-pages.ts';
import { attempt } from './attempt.ts';
import { batchSize } from './batch-size.ts';
import { deliverParcels } from './carried/deliver-parcels.ts';
import { clockOffset } from './clock-offset.ts';
import { comparing } from './comparing.ts';
import { inTime } from './in-time.ts';
import { fromTheBeginning, pullAll, unread } from './pull-round.ts';
import { isPoisoned, pushAll } from './push-round.ts';
import { isSignedOut, type StatusKeeper } from './status-keeper.ts';
import type { SyncPorts } from './sync-ports.ts';
import type { Feed, RereadAs } from './sync-store.ts';

const keyPatience = 10_000;

/** What one tab does while it leads: sends what waits, reads what is new; answers what went wrong. */
export interface SyncCycle {
  push(): Promise<CallProblem | null>;
  pushAndPull(): Promise<CallProblem | null>;
  correctedNow(): number;
  /** How many batches were settled and pages were taken after which there were more to come. */
  readonly passed: number;
  /** Compares this device with the server, once a day or when asked to. */
  compare(asked: boolean): Promise<CallProblem | null>;
}

export function syncCycle(ports: SyncPorts, stop: AbortSignal, status: StatusKeeper): SyncCycle {
  const { store, calls } = ports;
  let offset: number | null = null;
  let sessionKnown = false;
  let sessionScope: string | null = null;
  const batch = batchSize();
  let passed = 0;
  const pages = askingForPages(ports, status);

  const heard = async (serverTime: number, sentAt: number, receivedAt: number) => {
    const measured = clockOffset(offset, sentAt, receivedAt, serverTime);
    if (measured === offset) return;
    offset = measured;
    try {
      await store.setClockOffset(measured);
    } catch {
      // A full disk: the store goes by it all the same, and after a restart it is measured anew.
    }
  };
  const correctedNow = () => ports.now() + (offset ?? 0);

  async function refreshSession(): Promise<CallProblem | null> {
    const answer = await attempt(ports, stop, heard, () => calls.session());
    if (!answer.ok) return answer.problem;
    const known = await ports.session.get();
    // Another person's session in this browser must neither send nor read what is this person's.
    if (known && known.person.id !== answer.value.person.id) return { code: 'notSignedIn' };
    sessionKnown = true;
    sessionScope = answer.value.scopeEpoch;
    await ports.session.set(answer.value);
    if (answer.value.carried?.known === false) await giveKey();
    return null;
  }

  async function giveKey(): Promise<void> {
    const { errands } = ports;
    if (!errands) return;
    // Some browsers cannot keep keys, others take for ever; the key is asked for again with the next session.
    const asked = errands.publicKey().catch(() => null);
    const key = await inTime(ports.timers, keyPatience, asked);
    if (key) await attempt(ports, stop, heard, () => errands.giveKey(key));
  }

  async function handIn(): Promise<void> {
    const { errands } = ports;
    if (!errands) return;
    await deliverParcels(errands, stop, (parcel) =>
      attempt(ports, stop, heard, (signal) => errands.send(parcel, signal)),
    );
  }

  async function rereadAs(how: Feed['reread'], shared?: number): Promise<RereadAs | null> {
    if (!how) return null;
    const session = await ports.session.get();
    const now = correctedNow();
    const grants = (session?.grants ?? []).filter(
      ({ until }) => until === undefined || now < until,
    );
    const reader: Reader = { person: session?.person.id ?? '', grants };
    return { reader, shared: shared ?? null, lastRead: status.now().syncedAt };
  }

  const readFeed = async () => (await store.readFeed<Feed>()) ?? unread;
  const isRereading = async () => (await readFeed()).reread;

  async function isAnotherLife(epoch: string): Promise<boolean> {
    const feed = await readFeed();
    if (feed.epoch === null || feed.epoch === epoch || feed.reread) return false;
    await store.startReread();
    await store.writeFeed(fromTheBeginning(feed, epoch));
    return true;
  }

  /** While everything is read anew nothing is sent: what the server has lost is offered first. */
  const send = async (evenRereading = false): Promise<CallProblem | null> => {
    if ((await store.countWaiting()) === 0) return null;
    if (!evenRereading && (await isRereading())) return null;
    const problem = await pushAll({
      store,
      stop,
      batch,
      push: async (rows) => {
        // Where this device stands goes along: a server put back from before that must not say it has them safe.
        const { checkpoint } = await readFeed();
        return attempt(ports, stop, heard, (signal) =>
          calls.push({ protocol: protocolVersion, rows, checkpoint }, signal),
        );
      },
      reread: async () => rereadAs(await isRereading()),
      isAnotherLife,
      report: (sending) => {
        if (sending.done > 0) passed += 1;
        return status.say({ phase: 'pushing', sending, problem: undefined });
      },
    });
    await status.say({ sending: undefined });
    return problem;
  };

  const pull = () => {
    let standing: Standing | null = null;
    return pullAll({
      store,
      stop,
      async pull(checkpoint, before) {
        // Known beforehand except for the first page: the next question leaves before the disk is busy with this one.
        standing ??= await pages.standing();
        return pages.ask(standing, checkpoint, before, (request) =>
          attempt(ports, stop, heard, (signal) => calls.pull(request, signal)),
        );
      },
      rereadAs,
      report: async (feed, progress) => {
        if (!feed.caughtUp) await status.say({ phase: 'firstSync', progress, problem: undefined });
        else if (progress) await status.say({ phase: 'pulling', progress, problem: undefined });
      },
      scopeChanged: async () => {
        if (sessionKnown && (await readFeed()).scopeEpoch === sessionScope) return;
        // Should the answer be lost, the next cycle asks again.
        sessionKnown = false;
        await refreshSession();
      },
      betweenPages: async () => {
        passed += 1;
        const problem = await send();
        if (problem && !isPoisoned(problem)) return problem;
        standing = await pages.standing();
        return null;
      },
    });
  };

  /** Once refused, the browser's session may be another person's by the time it is tried again. */
  async function asking(work: () => Promise<CallProblem | null>): Promise<CallProblem | null> {
    const problem = await work();
    if (problem && isSignedOut(problem)) sessionKnown = false;
    return problem;
  }

  async function pushAndPull(): Promise<CallProblem | null> {
    if (!sessionKnown) {
      const problem = await refreshSession();
      if (problem && !isPoisoned(problem)) return problem;
    }
    const leftAside = await send();
    if (leftAside && !isPoisoned(leftAside)) return leftAside;
    await handIn();
    const rereading = await isRereading();
    const problem = await pull();
    const tooOld = problem?.code === 'clientTooOld';
    await status.say(
      tooOld ? { tooOld, oldApp: ports.app } : { tooOld: undefined, oldApp: undefined },
    );
    // An old app is to be renewed and cannot read on: what it holds is taken in before.
    if (rereading && (problem === null || tooOld)) return (await send(true)) ?? problem;
    return problem ?? leftAside;
  }

  async function push(): Promise<CallProblem | null> {
    if (!sessionKnown) return pushAndPull();
    const problem = await send();
    return (await isRereading()) ? pushAndPull() : problem;
  }

  return {
    pushAndPull: () => asking(pushAndPull),
    push: () => asking(push),
    correctedNow,
    get passed() {
      return passed;
    },
    compare: comparing({ ports, stop, status, heard, correctedNow, pull }),
  };
}
