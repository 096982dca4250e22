import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { Session } from '../session/session.ts';
import { isStoreBehind, stopServing } from '../store/community.ts';
import { isOfThisHistory } from '../store/lineage.ts';
import type { Sql } from '../store/store.ts';
import { bearerOf, originOf, readCheckpoint, type KnownCheckpoint } from './checkpoint.ts';

/** The checkpoint that a device names, if it was given to it and this store has all that it counts on. */
export async function knownPoint(
  core: Core,
  sql: Sql,
  session: Session,
  text: string,
): Promise<Outcome<KnownCheckpoint>> {
  const point = readCheckpoint(bearerOf(core, session), text);
  if (!point) return failed('checkpointInvalid');
  const ours = await isOfThisHistory(sql, session.community, originOf(point));
  return ours ? done(point) : failed('storeBehind');
}

/** Reads something for a device; a device that has seen more than the store has is the last that is answered. */
export async function readUnlessBehind<T>(
  core: Core,
  work: (sql: Sql) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const answer = await core.store.read(async (sql) =>
    (await isStoreBehind(sql)) ? failed('storeBehind') : work(sql),
  );
  return !answer.ok && answer.code === 'storeBehind' ? stopServing(core) : answer;
}
