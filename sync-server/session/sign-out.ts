import type { Core } from '../core.ts';
import { writeInCommunity } from '../store/community.ts';
import { findRecord } from '../store/records.ts';
import { writeRecord } from '../store/write-record.ts';
import { tombstoneOf } from '../push/tombstone.ts';
import { tellEnded, tellTouched } from '../stream/hints.ts';
import { noteInReceipts } from './receipts.ts';
import type { Session } from './session.ts';

/** Ends a device's session; it disappears from the overview and hears no more hints. */
export async function signOut(core: Core, session: Session): Promise<void> {
  const { community, device } = session;
  await writeInCommunity(core, community, async (sql) => {
    await sql.run('update sessions set ended_at = ? where device = ? and ended_at is null', [
      core.now(),
      device,
    ]);
    const notice = await findRecord(sql, community, 'notices', device);
    await tellEnded(sql, device);
    if (!notice || notice.gone) return;
    const { touched } = await writeRecord(sql, notice, tombstoneOf(notice), core.now());
    await tellTouched(sql, [
      ...touched,
      ...(await noteInReceipts(sql, session.person, core.now())),
    ]);
  });
}
