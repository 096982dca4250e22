import type { Post } from '../../src/domain/posts.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import { hasDeviceKey } from '../carried/device-key.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { findRecord } from '../store/records.ts';
import type { Sql } from '../store/store.ts';
import { hashOf } from './secrets.ts';
import { postsOf, scopeEpochOf, standingBy } from './standing.ts';

/** Who writes and reads, and on which device. The system's own session may do anything in its community. */
export interface Session {
  readonly community: string;
  readonly person: string;
  readonly name: string;
  readonly device: string;
  readonly deviceName: string;
  readonly system: boolean;
  /** The device is being given back: it may still upload, and reads nothing more. */
  readonly handedIn?: true;
}

interface Row {
  readonly ended_at: number | null;
  readonly ended_how: string | null;
  readonly device: string;
  readonly name: string;
  readonly community: string;
  readonly person: string;
}

const nameOf = (person: AnyRecord): string =>
  typeof person['name'] === 'string' ? person['name'] : '';

/** The session that a token opens. */
export async function sessionOfToken(core: Core, token: string): Promise<Outcome<Session>> {
  const hash = hashOf(token);
  return core.store.read(async (sql): Promise<Outcome<Session>> => {
    const [row] = await sql.all<Row>(
      `select s.ended_at, s.ended_how, s.device, d.name, d.community, d.person from sessions s
        join devices d on d.id = s.device where s.token_hash = ?`,
      [hash],
    );
    if (!row) return failed('notSignedIn');
    if (row.ended_at !== null)
      return failed(row.ended_how === null ? 'sessionEnded' : 'deviceRevoked');
    const person = await findRecord(sql, row.community, 'people', row.person);
    if (!person || person.gone) return failed('sessionEnded');
    return done({
      community: row.community,
      person: row.person,
      name: nameOf(person.record),
      device: row.device,
      deviceName: row.name,
      system: false,
      ...(row.ended_how === null ? {} : { handedIn: true as const }),
    });
  });
}

/** The posts under which a device may go on listening for hints; null when its session has ended. */
export async function postsToListenBy(
  sql: Sql,
  { community, person, device }: Session,
): Promise<readonly Post[] | null> {
  const open = await sql.all(
    'select 1 as found from sessions where device = ? and ended_at is null and ended_how is null',
    [device],
  );
  const found = await findRecord(sql, community, 'people', person);
  return open.length > 0 && found?.gone === false ? postsOf(sql, community, person) : null;
}

/** Who somebody is and what he may hold, as the device shows it. */
export async function sessionAnswerOf(
  core: Core,
  sql: Sql,
  session: Session,
): Promise<SessionAnswer> {
  const posts = await postsOf(sql, session.community, session.person);
  const now = core.now();
  const { grants, reader } = standingBy(posts, session.person, now);
  return {
    device: { id: session.device, name: session.deviceName },
    person: { id: session.person, name: session.name },
    community: session.community,
    grants: [...grants],
    scopeEpoch: scopeEpochOf(reader),
    epoch: core.epoch,
    protocol: protocolVersion,
    carried: { key: core.carried.keys.told, known: await hasDeviceKey(sql, session.device) },
    serverTime: now,
  };
}

/** A session for imports, demos and repairs, which are not asked for permission. */
export function systemSession(community: string): Session {
  return { community, person: 'system', name: '', device: 'system', deviceName: '', system: true };
}
