import { readPart } from '../../src/domain/tally.ts';
import type { PartsAnswer, PartsRequest } from '../../src/protocol/compare.ts';
import type { Core } from '../core.ts';
import { done, type Outcome } from '../outcome.ts';
import { knownPoint, readUnlessBehind } from '../pull/known-point.ts';
import { changeFor } from '../pull/page.ts';
import type { Session } from '../session/session.ts';
import { postsOf, standingBy } from '../session/standing.ts';
import { retentionStart } from '../store/community.ts';
import { heldRecords } from '../store/held.ts';

/** All that somebody may see of some parts, for a device that holds something else there. */
export async function recordsOfParts(
  core: Core,
  session: Session,
  request: PartsRequest,
): Promise<Outcome<PartsAnswer>> {
  return readUnlessBehind<PartsAnswer>(core, async (sql) => {
    // A store that was put back in between must not tell a device to forget what only the device has now.
    const known = await knownPoint(core, sql, session, request.checkpoint);
    if (!known.ok) return known;
    const { community, person } = session;
    const serverTime = core.now();
    const { reader } = standingBy(await postsOf(sql, community, person), person, serverTime);
    const notBefore = await retentionStart(sql, community, serverTime);
    const journalsSince = Math.max(notBefore, request.journalsSince);
    const records: PartsAnswer['records'] = [];
    for (const part of request.parts) {
      const { c, place } = readPart(part);
      const found = await heldRecords(sql, { community, reader, journalsSince }, c, place);
      const reading = { sql, community, reader, notBefore, limit: found.length };
      for (const record of found) {
        const change = changeFor(reading, record);
        if ('r' in change) records.push(change);
      }
    }
    return done({ records, serverTime });
  });
}
