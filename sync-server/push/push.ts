import { asSeenBy } from '../../src/domain/access.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { PushAnswer, PushResult } from '../../src/protocol/sync.ts';
import type { Core } from '../core.ts';
import { bearerOf, originOf, readCheckpoint } from '../pull/checkpoint.ts';
import type { Session } from '../session/session.ts';
import { writeInCommunity, type CommunitySql } from '../store/community.ts';
import { openDesk } from '../store/desk.ts';
import { StoreFailure, type Sql } from '../store/store.ts';
import { tellTouched } from '../stream/hints.ts';
import { standingOn, type Batch, type Verdict } from './batch.ts';
import { create } from './create.ts';
import { edit } from './edit.ts';
import { readAhead } from './read-ahead.ts';
import { readRow, type ReadRow, type RowName } from './read-row.ts';
import { remove } from './remove.ts';
import { asSeenBeforeRestore } from './sight.ts';

/** The store is well and would not have what it was given: no other row is to blame, and no other time would do. */
const isRefusal = (error: unknown): boolean => error instanceof StoreFailure && error.refusal;

async function judge(batch: Batch, read: ReadRow): Promise<Verdict> {
  if ('verdict' in read) return read.verdict;
  const { c, row } = read;
  if (row.op === 'create') return create(batch, c, row);
  if (row.op === 'edit') return edit(batch, c, row);
  return remove(batch, c, row);
}

function answerWith(batch: Batch, name: RowName, verdict: Verdict): PushResult {
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

/** What a fault of ours leaves of a row: it is told, and must not hold up its neighbours for ever. */
function stumbled(batch: Batch, { name }: ReadRow, error: unknown): PushResult {
  batch.core.report('push.row', { collection: name.c }, error);
  return { ...name, outcome: 'refused', problem: { code: 'internal' }, gone: true };
}

/** Takes one row in, or nothing of it. */
async function takeIn(batch: Batch, read: ReadRow): Promise<PushResult> {
  const { standing, desk, touched } = batch;
  const { length } = touched;
  desk.begin();
  try {
    return answerWith(batch, read.name, await judge(batch, read));
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    desk.undo();
    touched.length = length;
    batch.standing = standing;
    return stumbled(batch, read, error);
  }
}

/** The same for a row that the store itself may not want: written at once, behind a savepoint. */
async function takeInAlone(batch: Batch, sql: Sql, read: ReadRow): Promise<PushResult> {
  const { standing, desk, touched } = batch;
  const { length } = touched;
  await sql.run('savepoint one_row');
  try {
    const result = await takeIn(batch, read);
    await desk.flush();
    await sql.run('release savepoint one_row');
    return result;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await sql.run('rollback to savepoint one_row');
    desk.undo();
    touched.length = length;
    batch.standing = standing;
    return stumbled(batch, read, error);
  }
}

type How = 'together' | 'oneByOne';
type Writer = Pick<Batch, 'session' | 'arrival'>;

async function takeAllIn(
  core: Core,
  sql: CommunitySql,
  { session, arrival }: Writer,
  rows: readonly ReadRow[],
  how: How,
): Promise<PushResult[]> {
  const desk = openDesk(sql);
  await readAhead(desk, rows);
  const standing = await standingOn(desk, session, arrival.at);
  const batch: Batch = { core, desk, sql, session, arrival, touched: [], standing };
  const results: PushResult[] = [];
  for (const read of rows) {
    results.push(
      how === 'together' ? await takeIn(batch, read) : await takeInAlone(batch, sql, read),
    );
  }
  await desk.flush();
  await tellTouched(sql, batch.touched);
  return results;
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
  const isOfAnotherLife = checkpoint !== null && !known;
  const said = rows.map(readRow);
  const take = (how: How): Promise<PushResult[]> =>
    writeInCommunity(
      core,
      session.community,
      async (sql) => {
        const read = isOfAnotherLife ? await asSeenBeforeRestore(sql, said) : said;
        return takeAllIn(core, sql, { session, arrival }, read, how);
      },
      known && originOf(known),
    );
  const results = await take('together').catch((error: unknown) => {
    // Something that the store does not want is among what it was given at the end: the others shall not pay for it.
    if (isRefusal(error)) return take('oneByOne');
    throw error;
  });
  for (const [outcome, those] of Map.groupBy(results, (result) => result.outcome)) {
    core.counters.add('pushed_rows_total', { outcome }, those.length);
  }
  return { epoch: core.epoch, results, serverTime: core.now() };
}
