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

/** Tells all tabs how syncing stands, and nothing twice; what could not be written is written with the next word. */
export function statusKeeper(
  store: Pick<SyncStore, 'saveStatus'>,
  before: EngineStatus = neverSynced,
): StatusKeeper {
  let status = before;
  let saved: string | null = JSON.stringify(before);
  const say = async (part: Partial<EngineStatus>) => {
    status = { ...status, ...part };
    const next = JSON.stringify(status);
    if (next === saved) return;
    try {
      await store.saveStatus(status);
      saved = next;
    } catch {
      // A disk so full that not even this can be written leaves the last one standing, and holds up no work.
      saved = null;
    }
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
