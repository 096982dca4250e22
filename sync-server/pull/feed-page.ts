import { headOf } from '../store/community.ts';
import {
  changedRecords,
  departedRecords,
  type FeedDeparture,
  type FeedRecord,
} from '../store/feed.ts';
import type { InFeed } from './checkpoint.ts';
import { changeFor, goneChange, type Page, type Reading } from './page.ts';

type Entry = FeedRecord | FeedDeparture;

/** What changed since, in the order of its numbers: a page is full, or the head is reached. */
export async function feedPage(reading: Reading, point: InFeed): Promise<Page> {
  const { sql, community, reader, limit } = reading;
  const head = await headOf(sql, community);
  const records = await changedRecords(
    sql,
    community,
    reader,
    { version: point.version, head },
    limit + 1,
  );
  const departures = await departedRecords(sql, community, reader, point.version, limit + 1);
  const entries: Entry[] = [...records, ...departures].toSorted((a, b) => a.version - b.version);
  const page = entries.slice(0, limit);
  const more = entries.length > limit;
  return {
    changes: page.map((entry) => ('body' in entry ? changeFor(reading, entry) : goneChange(entry))),
    next: { ...point, version: more ? (page.at(-1)?.version ?? point.version) : head },
    more,
  };
}
