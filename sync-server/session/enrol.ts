import type { EnrolAnswer, EnrolRequest } from '../../src/protocol/session.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { writeInCommunity } from '../store/community.ts';
import { findRecord } from '../store/records.ts';
import { tellTouched } from '../stream/hints.ts';
import { newId } from '../surroundings.ts';
import { hearDevice } from './devices.ts';
import { redeemCode } from './codes.ts';
import { hashOf, newToken } from './secrets.ts';
import { sessionAnswerOf, type Session } from './session.ts';

/** Signs a device in by a code; `address` is whom wrong tries are counted against. */
export async function enrol(
  core: Core,
  request: EnrolRequest,
  address: string,
): Promise<Outcome<EnrolAnswer>> {
  const wait = core.limits.take(address);
  if (wait !== null) return failed('tooManyRequests', wait);
  const redeemed = await core.store.write((sql) => redeemCode(core, sql, request.code));
  if (!redeemed.ok) {
    core.limits.wrong(address);
    return redeemed;
  }
  const { community, person } = redeemed;
  const device = newId(core);
  const token = newToken(core);
  const answer = await writeInCommunity(core, community, async (sql) => {
    const found = await findRecord(sql, community, 'people', person);
    if (!found || found.gone) return null;
    const session: Session = {
      community,
      person,
      name: String(found.record['name']),
      device,
      deviceName: request.device.name,
      system: false,
    };
    await sql.run(
      `insert into devices (id, community, person, name, public_key, told_at, told_unsent)
        values (?, ?, ?, ?, ?, 0, 0)`,
      [device, community, person, request.device.name, request.device.publicKey ?? null],
    );
    await sql.run(
      'insert into sessions (token_hash, device, created_at, ended_at) values (?, ?, ?, null)',
      [hashOf(token), device, core.now()],
    );
    await tellTouched(sql, await hearDevice(sql, session, { now: core.now(), unsent: 0 }));
    return { ...(await sessionAnswerOf(core, sql, session)), token };
  });
  return answer ? done(answer) : failed('codeUnknown');
}
