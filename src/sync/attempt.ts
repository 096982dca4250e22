import type { CallProblem, CallResult } from '../protocol/server-calls.ts';
import type { SyncPorts } from './sync-ports.ts';

const patience = 90_000;

/** One request with a time limit, stopped with the engine; a limit that ran out counts as unreachable. */
export async function attempt<T extends { readonly serverTime: number }>(
  ports: Pick<SyncPorts, 'timers' | 'now'>,
  stop: AbortSignal,
  heard: (serverTime: number, sentAt: number, receivedAt: number) => Promise<void>,
  call: (signal: AbortSignal) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  // Not every call heeds the signal, and an answer that never comes must not hold up the loop for ever.
  const gaveUp = new Promise<CallResult<T>>((resolve) => {
    const unreachable = () => resolve({ ok: false, problem: { code: 'unreachable' } });
    limit.signal.addEventListener('abort', unreachable, { once: true });
  });
  const cancel = ports.timers.after(patience, giveUp);
  stop.addEventListener('abort', giveUp);
  const sentAt = ports.now();
  try {
    const result = await Promise.race([call(limit.signal), gaveUp]);
    if (stop.aborted) return { ok: false, problem: { code: 'unreachable' } };
    const serverTime = result.ok ? result.value.serverTime : serverTimeOf(result.problem);
    if (serverTime !== undefined) await heard(serverTime, sentAt, ports.now());
    return result;
  } finally {
    cancel();
    stop.removeEventListener('abort', giveUp);
  }
}

const serverTimeOf = (problem: CallProblem) =>
  'serverTime' in problem ? problem.serverTime : undefined;

/** How long the server asked to be left alone (ms). */
export const retryAfter = (problem: CallProblem): number =>
  'retryAfter' in problem ? (problem.retryAfter ?? 0) * 1000 : 0;
