import type { AnyRecord } from '../../src/domain/record-type.ts';
import { serverCalls, type CallProblem, type CallResult } from '../../src/protocol/server-calls.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { PushAnswer, PushResult, PushRow } from '../../src/protocol/sync.ts';
import { freshId, type Planted } from './planted.ts';

/** What is pushed at once: some visits, and the resident's remark set to the number of the batch. */
interface Batch {
  readonly number: number;
  readonly visits: readonly string[];
  readonly rows: readonly PushRow[];
}

const visitsInBatch = 4;

/** A phone that writes without end, remembers what was acknowledged, and can say what of it is missing. */
export interface Writer {
  readonly acknowledged: number;
  /** Pushes one batch; null when it was acknowledged, else why not. */
  pushOne(url: string): Promise<CallProblem | null>;
  /** Pushes until something goes wrong. */
  pushUntilItFails(url: string): Promise<CallProblem>;
  /** Reads what is new, or all, compares it with what was acknowledged, and sends again what got no answer. */
  check(url: string, how?: { readonly all: boolean }): Promise<Finding>;
}

export interface Finding {
  /** Acknowledged and not there. */
  readonly lost: number;
  /** Batches of which a part is there. */
  readonly torn: number;
  /** Batches that got no answer and were there all the same. */
  readonly landed: number;
  /** What was there and was taken in once more when it was sent again. */
  readonly double: number;
}

function valueOf<T>(result: CallResult<T>): T {
  if (!result.ok) throw new Error(`the server answered ${result.problem.code}`);
  return result.value;
}

export function writerOf(planted: Planted): Writer {
  const { door, resident, token } = planted;
  const known = new Map<string, AnyRecord>();
  const written = new Set<string>();
  const present = new Set<string>();
  let last = 0;
  let remarkRead = 0;
  let unanswered: Batch | null = null;
  let checkpoint: string | null = null;
  let acknowledged = 0;

  const callsTo = (url: string) =>
    serverCalls((path, init) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
      }),
    );

  function nextBatch(): Batch {
    const number = last + 1;
    const stamp = Date.now();
    const visits = Array.from({ length: visitsInBatch }, freshId);
    const r = { kind: 'round', place: door, startedAt: stamp, finishedAt: stamp, outcome: 'met' };
    const rows: PushRow[] = visits.map((id) => ({ c: 'visits', id, op: 'create', r, stamp }));
    const seen = known.get(resident)?.version ?? 0;
    const set = { remark: String(number) };
    // In the middle, so that a batch that was cut anywhere shows.
    rows.splice(2, 0, {
      c: 'people',
      id: resident,
      op: 'edit',
      set,
      stamps: { remark: stamp },
      seen,
    });
    return { number, visits, rows };
  }

  function settle(batch: Batch, { results }: PushAnswer): void {
    const bad = results.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
    if (bad) throw new Error(`not taken in: ${JSON.stringify(bad)}`);
    for (const result of results) remember(result);
    for (const id of batch.visits) written.add(id);
    last = batch.number;
    unanswered = null;
  }

  function remember({ r }: PushResult): void {
    if (r) known.set(r.id, r as unknown as AnyRecord);
  }

  async function pushOne(url: string): Promise<CallProblem | null> {
    const batch = nextBatch();
    unanswered = batch;
    const request = { protocol: protocolVersion, rows: batch.rows, checkpoint };
    const answer = await callsTo(url).push(request);
    if (!answer.ok) return answer.problem;
    settle(batch, answer.value);
    acknowledged += 1;
    return null;
  }

  async function readNew(url: string): Promise<Map<string, AnyRecord>> {
    const found = new Map<string, AnyRecord>();
    for (;;) {
      const request = { protocol: protocolVersion, checkpoint, limit: 2000 };
      const page = valueOf(await callsTo(url).pull(request));
      for (const change of page.changes) {
        if ('r' in change) found.set(change.r.id, change.r as unknown as AnyRecord);
      }
      checkpoint = page.checkpoint;
      if (!page.more) return found;
    }
  }

  return {
    get acknowledged() {
      return acknowledged;
    },
    pushOne,
    async pushUntilItFails(url) {
      for (;;) {
        const problem = await pushOne(url);
        if (problem) return problem;
      }
    },
    async check(url, { all } = { all: false }) {
      if (all) {
        checkpoint = null;
        present.clear();
      }
      const found = await readNew(url);
      for (const id of found.keys()) present.add(id);
      remarkRead = Number(found.get(resident)?.['remark'] ?? (all ? 0 : remarkRead));
      const remark = remarkRead;
      const lostVisits = [...written].filter((id) => !present.has(id)).length;
      const lostEdit = remark < last ? 1 : 0;
      const batch = unanswered;
      if (!batch) return { lost: lostVisits + lostEdit, torn: 0, landed: 0, double: 0 };
      const there = batch.visits.filter((id) => present.has(id)).length;
      const parts = there + (remark >= batch.number ? 1 : 0);
      const landed = parts === batch.rows.length;
      const again = valueOf(
        await callsTo(url).push({ protocol: protocolVersion, rows: batch.rows, checkpoint }),
      );
      const takenTwice = again.results.filter(({ outcome }) => outcome !== 'duplicate').length;
      settle(batch, again);
      for (const id of batch.visits) present.add(id);
      return {
        lost: lostVisits + lostEdit,
        torn: parts === 0 || landed ? 0 : 1,
        landed: landed ? 1 : 0,
        double: landed ? takenTwice : 0,
      };
    },
  };
}

export const sumOf = (findings: readonly Finding[]): Finding => {
  const sum = (key: keyof Finding) => findings.reduce((total, each) => total + each[key], 0);
  return { lost: sum('lost'), torn: sum('torn'), landed: sum('landed'), double: sum('double') };
};
