import { fromBase64url, toBase64url } from '../../protocol/base64url.ts';
import type { CarriedAnswer, DeviceKeyAnswer } from '../../protocol/parcel.ts';
import type { CallProblem, CallResult } from '../../protocol/server-calls.ts';
import type { CarriedEntry } from '../../store/carried-entry.ts';
import type { CarriedSide } from '../../store/carried-side.ts';
import type { ProblemAnswer } from '../../protocol/problem.ts';

/** What the engine does for work that is carried by hand, while it has a network. */
export interface CarriedErrands {
  readonly carried: Pick<CarriedSide, 'toDeliver' | 'keepCarried'>;
  send(parcel: string, signal: AbortSignal): Promise<CallResult<CarriedAnswer>>;
  /** The key by which this device's own parcels are known; null where the browser has no cryptography. */
  publicKey(): Promise<string | null>;
  giveKey(publicKey: string): Promise<CallResult<DeviceKeyAnswer>>;
}

/** What will be the same however often the parcel is handed in. */
const isFinal = (problem: CallProblem): problem is ProblemAnswer =>
  problem.code.startsWith('carried') || ['tooLarge', 'badRequest'].includes(problem.code);

function afterAnswer(entry: CarriedEntry, answer: CallResult<CarriedAnswer>): CarriedEntry | null {
  const { id, takenAt } = entry;
  if (answer.ok) {
    const receipt = fromBase64url(answer.value.receipt) ?? undefined;
    return { id, takenAt, state: 'delivered', counts: answer.value.counts, receipt };
  }
  const { problem } = answer;
  return isFinal(problem) ? { id, takenAt, state: 'refused', problem: problem.code } : null;
}

/** Hands in every parcel that is carried here, one after the other, until there is no network or no time for any. */
export async function deliverParcels(
  { carried }: Pick<CarriedErrands, 'carried'>,
  stop: AbortSignal,
  send: (parcel: string) => Promise<CallResult<CarriedAnswer>>,
): Promise<void> {
  for (const entry of await carried.toDeliver()) {
    if (stop.aborted) return;
    const answer = await send(toBase64url(entry.parcel ?? new Uint8Array()));
    const after = afterAnswer(entry, answer);
    if (after) await carried.keepCarried(after);
    // No network, or a server that has no time: all are handed in next time. One on which it fails waits alone.
    else if (answer.ok || answer.problem.code !== 'internal') return;
  }
}
