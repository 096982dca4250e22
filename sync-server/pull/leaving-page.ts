import { lostDepartures, lostRecords } from '../store/feed.ts';
import type { Leaving } from './checkpoint.ts';
import { goneChange, type Page, type Reading } from './page.ts';
import { beginSnapshot } from './snapshot-page.ts';

/** Names of what the reader may no longer hold: first what has stayed where it was, then what went meanwhile. */
export async function leavingPage(reading: Reading, point: Leaving): Promise<Page> {
  const { sql, community, reader, limit } = reading;
  const held = { could: { person: reader.person, grants: point.holds }, since: point.since };
  if (point.record !== null) {
    const lost = await lostRecords(sql, community, held, reader, point.record, limit);
    const last = lost.at(-1);
    const full = lost.length === limit && last !== undefined;
    return {
      changes: lost.map(goneChange),
      next: { ...point, record: full ? [last.c, last.id] : null },
      more: true,
    };
  }
  const departed = await lostDepartures(sql, community, held, reader, point.departure, limit);
  const last = departed.at(-1);
  const full = departed.length === limit && last !== undefined;
  const next = full
    ? { ...point, departure: last.version }
    : beginSnapshot(point.scope, point.has, point.since, point.head);
  return { changes: departed.map(goneChange), next, more: true };
}
