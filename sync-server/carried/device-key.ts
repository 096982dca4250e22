import type { DeviceKeyAnswer } from '../../src/protocol/parcel.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { Session } from '../session/session.ts';
import type { Sql } from '../store/store.ts';

/**
 * Keeps the public key of a device that enrolled without one. Never another one after it: whoever stole a session
 * could otherwise sign in its holder's name.
 */
export async function keepDeviceKey(
  core: Core,
  session: Session,
  publicKey: string,
): Promise<Outcome<DeviceKeyAnswer>> {
  return core.store.write(async (sql): Promise<Outcome<DeviceKeyAnswer>> => {
    await sql.run('update devices set public_key = ? where id = ? and public_key is null', [
      publicKey,
      session.device,
    ]);
    const [row] = await sql.all<{ public_key: string }>(
      'select public_key from devices where id = ?',
      [session.device],
    );
    if (row?.public_key !== publicKey) return failed('notAllowed');
    return done({ serverTime: core.now() });
  });
}

/** Whether parcels of this device would be believed. */
export async function hasDeviceKey(sql: Sql, device: string): Promise<boolean> {
  const [row] = await sql.all<{ public_key: string | null }>(
    'select public_key from devices where id = ?',
    [device],
  );
  return row !== undefined && row.public_key !== null;
}
