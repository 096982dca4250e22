import { asSeenBy } from '../../src/domain/access.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { recordTypeOf, type Collection } from '../../src/domain/record-types.ts';
import { pushRow, type PushAnswer, type PushResult } from '../../src/protocol/sync.ts';
import type { Core } from '../core.ts';
import { bearerOf, originOf, readCheckpoint } from '../pull/checkpoint.ts';
import type { Session } from '../session/session.ts';
import { writeInCommunity } from '../store/community.ts';
import { StoreFailure } from '../store/store.ts';
import { tellTouched } from '../stream/hints.ts';
import { refused, standingIn, type Batch, type Verdict } from './batch.ts';
import { create } from './create.ts';
import { edit } from './edit.ts';
import { remove } from './remove.ts';

function nameIn(raw: unknown): { c: string; id: string } {
  const { c, id } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  return {
    c: typeof c === 'string' ? c.slice(0, 20) : '',
    id: typeof id === 'string' ? id.slice(0, 60) : '',
  };
}

async function judge(batch: Batch, raw: unknown): Promise<Verdict> {
  const row = pushRow.safeParse(raw);
  if (!row.success) return refused({ code: 'badRow' }, null);
  if (!recordTypeOf(row.data.c)) return refused({ code: 'unknownCollection' }, null);
  const c = row.data.c as Collection;
  if (row.data.op === 'create') return create(batch, c, row.data);
  if (row.data.op === 'edit') return edit(batch, c, row.data);
  return remove(batch, c, row.data);
}

function answerWith(batch: Batch, name: { c: string; id: string }, verdict: Verdict): PushResult {
  const { record, problem, superseded, outcome } = verdict;
  const shown: AnyRecord | null = !record
    ? null
    : batch.session.system
      ? record
      : asSeenBy(batch.standing.reader, name.c as Collection, record);
  return {
    ...name,
    outcome,
    ...(problem ? { problem } : {}),
    ...(superseded ? { superseded: [...superseded] } : {}),
    ...(shown ? { r: shown } : { gone: true as const }),
  };
}

async function takeIn(batch: Batch, raw: unknown): Promise<PushResult> {
  const name = nameIn(raw);
  await batch.sql.run('savepoint one_row');
  try {
    const verdict = await judge(batch, raw);
    await batch.sql.run('release savepoint one_row');
    return answerWith(batch, name, verdict);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    await batch.sql.run('rollback to savepoint one_row');
    // A row that trips over a fault of ours must not hold up its neighbours for ever.
    batch.core.report('push.row', { collection: name.c }, error);
    return { ...name, outcome: 'refused', problem: { code: 'internal' }, gone: true };
  }
}

/**
 * Takes rows in one after the other, all in one transaction: when the answer is out, they are on disk. `checkpoint`
 * is where the device stands in the feed; nothing is taken in by a store that does not reach as far.
 */
export async function pushRows(
  core: Core,
  session: Session,
  rows: readonly unknown[],
  checkpoint: string | null = null,
): Promise<PushAnswer> {
  const at = core.now();
  const arrival = { by: session.person, byName: session.name, device: session.device, at };
  const known = checkpoint === null ? null : readCheckpoint(bearerOf(core, session), checkpoint);
  const results = await writeInCommunity(
    core,
    session.community,
    async (sql) => {
      const standing = await standingIn(sql, session, at);
      const batch: Batch = { core, sql, session, arrival, touched: [], standing };
      const answers: PushResult[] = [];
      for (const raw of rows) answers.push(await takeIn(batch, raw));
      await tellTouched(sql, batch.touched);
      return answers;
    },
    known && originOf(known),
  );
  for (const { outcome } of results) core.counters.add('pushed_rows_total', { outcome });
  return { epoch: core.epoch, results, serverTime: core.now() };
}
