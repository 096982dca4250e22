import type { Comparison } from '../../src/domain/comparison.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { CommunitySql } from '../store/community.ts';
import { findRecord, type Resting } from '../store/records.ts';
import type { Sql } from '../store/store.ts';
import type { Touched } from '../store/touched.ts';
import { writeRecord } from '../store/write-record.ts';
import { noteInReceipts } from './receipts.ts';
import type { Session } from './session.ts';
import { postsOf, standingBy } from './standing.ts';

/** What a device said of itself when it was last heard of. */
export interface Heard {
  readonly now: number;
  readonly app?: string | undefined;
  readonly unsent?: number | undefined;
  readonly held?: number | undefined;
  readonly compared?: Comparison | undefined;
}

/** Often enough for an overview of who is silent, seldom enough not to wake everybody. */
const tellEveryMs = 600_000;

/** Whether the overview of devices is out of date enough to be written. */
export async function isWorthTelling(sql: Sql, session: Session, heard: Heard): Promise<boolean> {
  const [row] = await sql.all<{ told_at: number; told_unsent: number }>(
    'select told_at, told_unsent from devices where id = ?',
    [session.device],
  );
  if (!row) return false;
  // What was told under a clock that ran ahead would stand until that time has come.
  const isOld = Math.abs(heard.now - row.told_at) >= tellEveryMs;
  return isOld || (heard.unsent === 0 && row.told_unsent > 0);
}

/** The narrowest place a person has a post in: there his device is looked for, after the last post too. */
function homeOf(places: readonly string[], last: string): string {
  return places.toSorted((a, b) => b.split('/').length - a.split('/').length)[0] ?? last;
}

/** Writes down that a device was heard of, where those responsible for its holder see it. */
export async function hearDevice(
  sql: CommunitySql,
  session: Session,
  heard: Heard,
): Promise<readonly Touched[]> {
  const { community, device, person, name } = session;
  const was = await findRecord(sql, community, 'notices', device);
  const posts = await postsOf(sql, community, person);
  const place = homeOf(
    standingBy(posts, person, heard.now).grants.map((grant) => grant.place),
    was?.record.place ?? community,
  );
  const app = heard.app ?? was?.record['app'];
  const held = heard.held ?? was?.record['held'];
  const compared = heard.compared ?? was?.record['compared'];
  const ended = was?.record['ended'];
  const record: AnyRecord = {
    id: device,
    kind: 'device',
    place,
    involves: [person],
    createdAt: was?.record.createdAt ?? heard.now,
    createdBy: person,
    receivedAt: was?.record.receivedAt ?? heard.now,
    version: 0,
    title: name,
    deviceName: session.deviceName,
    person,
    heardAt: heard.now,
    waiting: heard.unsent ?? 0,
    ...(app === undefined ? {} : { app }),
    ...(held === undefined ? {} : { held }),
    ...(compared === undefined ? {} : { compared }),
    ...(ended === undefined ? {} : { ended }),
  };
  const next: Resting = { c: 'notices', record, marks: {}, gone: false };
  const { touched } = await writeRecord(sql, was, next, heard.now);
  await sql.run('update devices set told_at = ?, told_unsent = ? where id = ?', [
    heard.now,
    heard.unsent ?? 0,
    device,
  ]);
  return [...touched, ...(await noteInReceipts(sql, person, heard.now))];
}
