import type { ProblemCode } from '../protocol/problem.ts';
import type { CallProblem } from '../protocol/server-calls.ts';
import { neverSynced, type EngineStatus } from '../store/sync-status.ts';
import type { SyncStore } from './sync-store.ts';

export interface StatusKeeper {
  /** Changes parts of the status; what is given as undefined goes. */
  say(part: Partial<EngineStatus>): Promise<void>;
  now(): EngineStatus;
  failed(problem: CallProblem): Promise<void>;
}

const signedOut: readonly string[] = [
  'notSignedIn',
  'sessionEnded',
  'deviceRevoked',
  'deviceHandedIn',
] satisfies ProblemCode[];

export const isSignedOut = ({ code }: CallProblem): boolean => signedOut.includes(code);
const isOffline = ({ code }: CallProblem) => code === 'unreachable' || code === 'notOurs';

/** A full disk of the server is nothing that somebody with a phone could mend: for her it is busy. */
const told = (problem: CallProblem): CallProblem['code'] =>
  problem.code === 'storageFull' && 'status' in problem ? 'serverBusy' : problem.code;

/** Tells all tabs how syncing stands, and nothing twice. */
export function statusKeeper(
  store: Pick<SyncStore, 'saveStatus'>,
  before: EngineStatus = neverSynced,
): StatusKeeper {
  let status = before;
  const say = async (part: Partial<EngineStatus>) => {
    const next: EngineStatus = { ...status, ...part };
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    await store.saveStatus(next);
  };
  return {
    say,
    now: () => status,
    failed: (problem) => {
      const phase = isSignedOut(problem) ? 'signedOut' : isOffline(problem) ? 'offline' : 'failed';
      return say({ phase, problem: told(problem), sending: undefined });
    },
  };
}
