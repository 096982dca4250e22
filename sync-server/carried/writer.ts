import { fromBase64url, type Bytes } from '../../src/protocol/base64url.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { Session } from '../session/session.ts';
import { findRecord } from '../store/records.ts';

interface Row {
  readonly community: string;
  readonly person: string;
  readonly name: string;
  readonly public_key: string | null;
  readonly lost: number;
}

export interface Writer {
  readonly session: Session;
  readonly publicKey: Bytes;
  /** It was lost, or there is no such person any more: to be told to nobody who cannot sign as this device. */
  readonly isRevoked: boolean;
}

/**
 * Whoever a parcel says it is from, as if that device had called itself. One that signed out is still believed:
 * its holder may have handed the parcel over and then left. One that was lost is not.
 */
export async function writerOf(core: Core, device: string): Promise<Outcome<Writer>> {
  return core.store.read(async (sql): Promise<Outcome<Writer>> => {
    const [row] = await sql.all<Row>(
      `select community, person, name, public_key,
          (select count(*) from sessions s where s.device = d.id and s.ended_how = 'lost') as lost
        from devices d where id = ?`,
      [device],
    );
    const publicKey = row?.public_key ? fromBase64url(row.public_key) : null;
    if (!row || !publicKey) return failed('carriedUnknown');
    const person = await findRecord(sql, row.community, 'people', row.person);
    const name = person?.record['name'];
    const session: Session = {
      community: row.community,
      person: row.person,
      name: typeof name === 'string' ? name : '',
      device,
      deviceName: row.name,
      system: false,
    };
    return done({ session, publicKey, isRevoked: person?.gone !== false || row.lost > 0 });
  });
}
