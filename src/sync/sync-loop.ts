import type { CallProblem } from '../protocol/server-calls.ts';
import { retryAfter } from './attempt.ts';
import { backOff } from './back-off.ts';
import { isSignedOut, type StatusKeeper } from './status-keeper.ts';
import type { StreamWatch } from './stream-watch.ts';
import type { SyncCycle } from './sync-cycle.ts';
import type { SyncPorts } from './sync-ports.ts';
import type { Reason, WakeUp } from './wake-up.ts';

const pollEvery = 30_000;
/** Even where hints arrive the feed is asked now and then: a lost hint costs time, not data. */
const askAnywayEvery = 300_000;
const gatherWrites = 50;
const spreadHints = 300;
const spreadReturns = 5_000;
const breath = 500;
const hour = 3_600_000;

export interface LoopParts {
  readonly ports: SyncPorts;
  readonly stop: AbortSignal;
  readonly wake: WakeUp;
  readonly cycle: SyncCycle;
  readonly status: StatusKeeper;
  readonly stream: StreamWatch;
  /** What is done now and then after a good cycle. */
  tidy(): Promise<void>;
}

/** Syncs, waits for a reason to sync again, and so on until `stop`. */
export async function syncLoop(parts: LoopParts): Promise<void> {
  const { stop, wake, cycle, stream } = parts;
  let failures = 0;
  let pulls = true;
  while (!stop.aborted) {
    // What was asked for until now is answered by what comes now.
    wake.take('write');
    if (wake.take('now', 'retry', 'hint', 'dropped')) pulls = true;
    const { passed } = cycle;
    const problem = await trying(parts.ports, () => (pulls ? cycle.pushAndPull() : cycle.push()));
    if (stop.aborted) return;
    if (!problem || problem.code === 'clientTooOld') {
      failures = 0;
      await upToDate(parts, problem);
      stream.ensure();
      pulls = (await idle(parts, problem !== null)) !== 'write';
    } else {
      // A network that breaks off now and then is not one that is away: what got through counts.
      if (cycle.passed > passed) failures = 0;
      failures = (await retreat(parts, problem, failures + 1)) ? 0 : failures + 1;
      pulls = true;
    }
  }
}

/** What was thrown is a disk that is full or a mistake of ours; either way the loop goes on, slowly. */
async function trying(
  { onError }: Pick<SyncPorts, 'onError'>,
  work: () => Promise<CallProblem | null>,
): Promise<CallProblem | null> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (code === 'storageFull') return { code };
    onError?.(error);
    return { code: 'internal' };
  }
}

async function upToDate(parts: LoopParts, problem: CallProblem | null): Promise<void> {
  const { status, cycle } = parts;
  await trying(parts.ports, async () => {
    if (problem) await status.say({ phase: 'failed', problem: problem.code });
    else
      await status.say({
        phase: 'upToDate',
        syncedAt: cycle.correctedNow(),
        problem: undefined,
        progress: undefined,
      });
    await parts.tidy();
    return null;
  });
}

/** Waits until there is something to do; `write` when only this device has something new. */
async function idle(
  { ports, wake, stream }: LoopParts,
  tooOld: boolean,
): Promise<'write' | 'pull'> {
  const since = ports.now();
  for (;;) {
    const tick = pollEvery * (0.9 + 0.2 * ports.chance());
    const reason = await wake.wait(tick, ['stop', 'now', 'retry', 'hint', 'dropped', 'write']);
    if (reason === 'stop' || reason === 'now' || reason === 'retry') return 'pull';
    if (reason === 'write') {
      // A finished visit is several writes; they go out together.
      await wake.wait(gatherWrites, ['stop']);
      return 'write';
    }
    if (reason === 'hint') {
      await wake.wait(spreadHints * ports.chance(), ['stop', 'now']);
      return 'pull';
    }
    if (reason === 'dropped') {
      // Everybody's stream drops when a server restarts; they come back one after the other.
      await wake.wait(spreadReturns * (0.2 + 0.8 * ports.chance()), ['stop', 'now']);
      return 'pull';
    }
    const waited = Math.abs(ports.now() - since);
    if (waited >= askAnywayEvery || (!tooOld && !stream.isLive())) return 'pull';
    stream.ensure();
  }
}

/** Waits after a failure; true when trying again at once makes sense. */
async function retreat(parts: LoopParts, problem: CallProblem, failures: number): Promise<boolean> {
  const { ports, wake, status, stream } = parts;
  await status.failed(problem);
  if (isSignedOut(problem)) stream.close();
  if ((await wake.wait(breath, ['stop', 'now'])) !== 'time') return true;
  const delay = isSignedOut(problem)
    ? hour
    : backOff(failures, () => ports.chance(), retryAfter(problem));
  // A device to be given back may still send, and waits for nothing else.
  const reasons: Reason[] = ['stop', 'now', 'retry'];
  if (problem.code === 'deviceHandedIn') reasons.push('write');
  return (await wake.wait(delay, reasons)) !== 'time';
}
