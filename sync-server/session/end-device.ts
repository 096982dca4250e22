import { inForce } from '../../src/domain/grants.ts';
import type { DeviceEnd, Ending } from '../../src/domain/device-notice.ts';
import type { Notice } from '../../src/domain/notices.ts';
import { mayEndDevice } from '../../src/domain/rules/devices.ts';
import type { EndDeviceAnswer, EndDeviceRequest } from '../../src/protocol/session.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { writeInCommunity, type CommunitySql } from '../store/community.ts';
import { findRecord, type Resting } from '../store/records.ts';
import { writeRecord } from '../store/write-record.ts';
import { tellEnded, tellTouched } from '../stream/hints.ts';
import { noteInReceipts } from './receipts.ts';
import { hashOf } from './secrets.ts';
import type { Session } from './session.ts';
import { postsOf, standingBy } from './standing.ts';

async function writeEnd(
  sql: CommunitySql,
  was: Resting,
  ended: DeviceEnd,
  now: number,
): Promise<void> {
  const next = { ...was, record: { ...was.record, ended } };
  const { touched } = await writeRecord(sql, was, next, now);
  const noted = await noteInReceipts(sql, String(was.record['person']), now);
  await tellEnded(sql, was.record.id);
  await tellTouched(sql, [...touched, ...noted]);
}

async function closeSessions(
  sql: CommunitySql,
  device: string,
  how: Ending,
  now: number,
): Promise<void> {
  // A device that is given back keeps its session until it has uploaded and forgotten; a lost one has none from now on.
  await sql.run(
    how === 'lost'
      ? 'update sessions set ended_how = ?, ended_at = coalesce(ended_at, ?) where device = ?'
      : 'update sessions set ended_how = ? where device = ? and ended_at is null',
    how === 'lost' ? [how, now, device] : [how, device],
  );
  // Whatever it said a moment ago, what it says next is news.
  await sql.run('update devices set told_at = 0 where id = ?', [device]);
}

/** The device, if this session may end its use; one that does not exist and one that is not his are alike. */
async function endable(
  sql: CommunitySql,
  session: Session,
  device: string,
  now: number,
): Promise<Resting | null> {
  const was = await findRecord(sql, session.community, 'notices', device);
  const holder = typeof was?.record['person'] === 'string' ? was.record['person'] : '';
  const posts = await postsOf(sql, session.community, holder);
  const held = posts.filter((post) => inForce(post, now)).map(({ role }) => role);
  const asking = standingBy(
    await postsOf(sql, session.community, session.person),
    session.person,
    now,
  );
  if (!was || was.gone) return null;
  const notice = was.record as unknown as Notice;
  return session.system || mayEndDevice(asking.reader, notice, held) ? was : null;
}

/** Ends a device's use: at once and for good, or once it has uploaded what it holds. */
export async function endDevice(
  core: Core,
  session: Session,
  { device, how }: EndDeviceRequest,
): Promise<Outcome<EndDeviceAnswer>> {
  const now = core.now();
  const found = await writeInCommunity(core, session.community, async (sql) => {
    const was = await endable(sql, session, device, now);
    if (!was) return false;
    const known = was.record['ended'] as DeviceEnd | undefined;
    // What was lost is lost: it cannot be taken back by saying that it was given back.
    if (known?.how === 'lost' || known?.how === how) return true;
    await closeSessions(sql, device, how, now);
    const wiped = known?.wipedAt === undefined ? {} : { wipedAt: known.wipedAt };
    const by = { by: session.person, byName: session.name.slice(0, 60) };
    await writeEnd(sql, was, { how, at: now, ...by, ...wiped }, now);
    return true;
  });
  if (!found) return failed('notAllowed');
  core.counters.add('devices_ended_total', { how });
  return done({ serverTime: core.now() });
}

/** A device whose use was ended says by its last token that it has forgotten everything; nobody else can say so. */
export async function noteWiped(core: Core, token: string): Promise<void> {
  const now = core.now();
  const device = await core.store.read(async (sql) => {
    const [row] = await sql.all<{ id: string; community: string }>(
      `select d.id, d.community from sessions s join devices d on d.id = s.device
        where s.token_hash = ? and s.ended_how is not null`,
      [hashOf(token)],
    );
    return row;
  });
  if (!device) return;
  await writeInCommunity(core, device.community, async (sql) => {
    await sql.run('update sessions set ended_at = coalesce(ended_at, ?) where device = ?', [
      now,
      device.id,
    ]);
    const was = await findRecord(sql, device.community, 'notices', device.id);
    const ended = was?.record['ended'] as DeviceEnd | undefined;
    if (!was || was.gone || !ended || ended.wipedAt !== undefined) return;
    await writeEnd(sql, was, { ...ended, wipedAt: now }, now);
  });
}
