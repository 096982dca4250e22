import type { Reader } from '../../src/domain/access.ts';
import { tallyParts, tallyWhole } from '../../src/domain/tally.ts';
import type { CompareAnswer, CompareRequest } from '../../src/protocol/compare.ts';
import type { Core } from '../core.ts';
import { done, type Outcome } from '../outcome.ts';
import { knownPoint, readUnlessBehind } from '../pull/known-point.ts';
import type { Session } from '../session/session.ts';
import { postsOf, scopeEpochOf, standingBy } from '../session/standing.ts';
import { headOf, retentionStart } from '../store/community.ts';
import { changedRecords, departedRecords } from '../store/feed.ts';
import { heldNames } from '../store/held.ts';
import type { Sql } from '../store/store.ts';

/** Whether nothing that this reader would be told has happened since his checkpoint. */
async function isAbreast(
  core: Core,
  sql: Sql,
  session: Session,
  reader: Reader,
  text: string,
): Promise<Outcome<boolean>> {
  const known = await knownPoint(core, sql, session, text);
  if (!known.ok) return known;
  const { community, person } = session;
  const point = known.value;
  if (point.at !== 'feed') return done(false);
  if (scopeEpochOf({ person, grants: point.scope }) !== scopeEpochOf(reader)) return done(false);
  const { version } = point;
  const span = { version, head: await headOf(sql, community) };
  const changed = await changedRecords(sql, community, reader, span, 1);
  const departed = await departedRecords(sql, community, reader, version, 1);
  return done(changed.length === 0 && departed.length === 0);
}

/** Compares what a device holds with what it should hold: by one checksum, and where that differs part by part. */
export async function compare(
  core: Core,
  session: Session,
  request: CompareRequest,
): Promise<Outcome<CompareAnswer>> {
  return readUnlessBehind<CompareAnswer>(core, async (sql) => {
    const { community, person } = session;
    const serverTime = core.now();
    const { reader } = standingBy(await postsOf(sql, community, person), person, serverTime);
    const abreast = await isAbreast(core, sql, session, reader, request.checkpoint);
    if (!abreast.ok) return abreast;
    if (!abreast.value) return done({ state: 'behind', serverTime });
    const kept = await retentionStart(sql, community, serverTime);
    const journalsSince = Math.max(kept, request.journalsSince);
    const parts = tallyParts(await heldNames(sql, { community, reader, journalsSince }));
    const whole = tallyWhole(parts);
    const same =
      journalsSince === request.journalsSince &&
      whole.count === request.held.count &&
      whole.sum === request.held.sum;
    if (same) return done({ state: 'same', serverTime });
    core.counters.add('compared_differing_total', {});
    return done({
      state: 'differing',
      serverTime,
      journalsSince,
      parts: Object.fromEntries(parts),
    });
  });
}
