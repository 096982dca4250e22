import type { CallProblem, CallResult } from '../protocol/server-calls.ts';
import type { PushAnswer, PushRow } from '../protocol/sync.ts';
import type { Waiting } from '../store/returned-entry.ts';
import type { AnsweredRow } from '../store/settling.ts';
import type { Progress } from '../store/sync-status.ts';
import type { LocalRecord } from '../domain/merge.ts';
import type { BatchSize } from './batch-size.ts';
import { rowsOf, type Outgoing } from './outgoing-rows.ts';
import type { RereadAs, SyncStore } from './sync-store.ts';

const mostRows = 200;
const mostBytes = 1_000_000;

export interface PushDeps {
  readonly store: SyncStore;
  readonly stop: AbortSignal;
  readonly batch: BatchSize;
  push(rows: readonly PushRow[]): Promise<CallResult<PushAnswer>>;
  reread(): Promise<RereadAs | null>;
  /** Whether this epoch is another than the one that was read: then everything is to be read anew before it counts. */
  isAnotherLife(epoch: string): Promise<boolean>;
  report(sending: Progress): Promise<void>;
}

const nameOf = ({ c, record }: Waiting) => `${c}/${record.id}`;
const bytesOf = (rows: readonly Outgoing[]) =>
  new TextEncoder().encode(JSON.stringify(rows.map(({ row }) => row))).length;

/** Whether a batch as such was not understood: then one row may be to blame for all. */
export const isPoisoned = ({ code }: CallProblem) =>
  code === 'badRequest' || code === 'tooLarge' || code === 'internal';

/** As many records as fit into one request; at least one, and a record's rows stay together. */
function batchOf(waiting: readonly Waiting[]): {
  readonly records: readonly Waiting[];
  readonly rows: readonly Outgoing[];
} {
  const records: Waiting[] = [];
  const rows: Outgoing[] = [];
  let bytes = 0;
  for (const each of waiting) {
    const own = rowsOf(each.c, each.record as LocalRecord);
    const size = bytesOf(own);
    if (records.length > 0 && (rows.length + own.length > mostRows || bytes + size > mostBytes))
      break;
    records.push(each);
    rows.push(...own);
    bytes += size;
  }
  return { records, rows };
}

const refusedHere = (rows: readonly Outgoing[]): AnsweredRow[] =>
  rows.map((each) => ({
    ...each,
    id: each.row.id,
    outcome: 'refused',
    problem: { code: 'tooLarge' },
  }));

function answered(rows: readonly Outgoing[], { results }: PushAnswer): AnsweredRow[] | null {
  if (results.length !== rows.length) return null;
  const pairs = rows.map((each, index) => ({ each, result: results[index] }));
  if (pairs.some(({ each, result }) => result?.id !== each.row.id || result.c !== each.c))
    return null;
  return pairs.map(({ each, result }) => ({ ...result, ...each, id: each.row.id }) as AnsweredRow);
}

/**
 * Sends everything that waits, in batches. A batch that is not understood is halved until the row to blame stands
 * alone; that one is left aside for this round and never holds up the others. Answers what stopped the round, or
 * what was left aside; null when all is sent.
 */
export async function pushAll(deps: PushDeps): Promise<CallProblem | null> {
  const { store, stop, batch } = deps;
  const aside = new Set<string>();
  let leftAside: CallProblem | null = null;
  let size = batch.most;
  let done = 0;
  const total = await store.countWaiting();
  while (!stop.aborted) {
    const waiting = await store.waiting(size, aside);
    const { records, rows } = batchOf(waiting);
    const [only] = records;
    if (!only) return leftAside;
    if (rows.length === 0) {
      for (const each of records) aside.add(nameOf(each));
      continue;
    }
    await deps.report({ done, total: Math.max(total, done + records.length) });
    const answer = await deps.push(rows.map(({ row }) => row));
    if (stop.aborted) return null;
    if (answer.ok) {
      const answers = answered(rows, answer.value);
      if (!answers) return { code: 'notOurs' };
      // A restored server says "gone" of what it has lost; taken at its word, nobody would offer it again.
      if (await deps.isAnotherLife(answer.value.epoch)) return null;
      await store.settle(answers, await deps.reread());
      done += records.length;
      batch.wentThrough();
      size = Math.min(batch.most, size * 4);
    } else if (!isPoisoned(answer.problem)) {
      if (answer.problem.code === 'unreachable') batch.wasLost(records.length);
      return answer.problem;
    } else if (records.length > 1) size = Math.ceil(records.length / 2);
    else if (answer.problem.code === 'tooLarge') await store.settle(refusedHere(rows), null);
    else {
      leftAside = answer.problem;
      aside.add(nameOf(only));
    }
  }
  return null;
}
