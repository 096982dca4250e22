import type { EnrolAnswer, EnrolRequest } from '../../src/protocol/session.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { writeInCommunity, type CommunitySql } from '../store/community.ts';
import { findRecord } from '../store/records.ts';
import { tellTouched } from '../stream/hints.ts';
import { newId } from '../surroundings.ts';
import { canInvite } from './code-for.ts';
import { proveCode, spendCode, type RightCode } from './codes.ts';
import { hearDevice } from './devices.ts';
import { hashOf, newToken } from './secrets.ts';
import { sessionAnswerOf, type Session } from './session.ts';

type DeviceToBe = EnrolRequest['device'];

/** Makes the device and its session, and uses the code up: all of it together, or nothing. */
async function open(
  core: Core,
  sql: CommunitySql,
  right: RightCode,
  device: DeviceToBe,
): Promise<Outcome<EnrolAnswer>> {
  const { community, person, givenBy } = right;
  const now = core.now();
  const found = await findRecord(sql, community, 'people', person);
  if (!found || found.gone) return failed('codeUnknown');
  const stands =
    givenBy === null || (await canInvite(sql, { community, giver: givenBy, person }, now));
  // A giver who was dismissed, or may not appoint him to what he has become, signs nobody in.
  if (!stands) return failed('codeExpired');
  if (!(await spendCode(sql, right, now))) return failed('codeUsed');
  const id = newId(core);
  const token = newToken(core);
  const session: Session = {
    community,
    person,
    name: String(found.record['name']),
    device: id,
    deviceName: device.name,
    system: false,
  };
  await sql.run(
    `insert into devices (id, community, person, name, public_key, told_at, told_unsent)
      values (?, ?, ?, ?, ?, 0, 0)`,
    [id, community, person, device.name, device.publicKey ?? null],
  );
  await sql.run(
    'insert into sessions (token_hash, device, created_at, ended_at) values (?, ?, ?, null)',
    [hashOf(token), id, now],
  );
  await tellTouched(sql, await hearDevice(sql, session, { now, unsent: 0 }));
  return done({ ...(await sessionAnswerOf(core, sql, session)), token });
}

/** Signs a device in by a code; `address` is whom wrong tries are counted against. */
export async function enrol(
  core: Core,
  request: EnrolRequest,
  address: string,
): Promise<Outcome<EnrolAnswer>> {
  const wait = core.limits.take(address);
  if (wait !== null) return failed('tooManyRequests', wait);
  const right = await core.store.write((sql) => proveCode(core, sql, request.code));
  if (!right.ok) {
    core.limits.wrong(address);
    return right;
  }
  return writeInCommunity(core, right.community, (sql) => open(core, sql, right, request.device));
}
