import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Notice } from '../../src/domain/notices.ts';
import { receiptAfter, type HandoverReceipt } from '../../src/domain/rules/handover.ts';
import { sameValue } from '../../src/domain/values.ts';
import type { CommunitySql } from '../store/community.ts';
import { openDesk, type Desk } from '../store/desk.ts';
import type { Resting } from '../store/records.ts';
import type { Touched } from '../store/touched.ts';

async function noticesAbout(desk: Desk, person: string): Promise<Resting[]> {
  const found = await desk.involving('notices', person);
  return found.filter(({ record }) => record['person'] === person);
}

const ofKind = (notices: readonly Resting[], kind: Notice['kind']): Resting[] =>
  notices.filter(({ record }) => record.kind === kind);

const receiptOf = (record: AnyRecord): HandoverReceipt =>
  ({ devices: [], ...record }) as unknown as HandoverReceipt;

const devicesIn = (notices: readonly Resting[]): Notice[] =>
  ofKind(notices, 'device').map(({ record }) => record as unknown as Notice);

/**
 * Opens the receipt of a post that ends, under the post's own id, or takes it back where it goes on after all. It
 * counts from when the end is known here: until then the holder's device went on with what it had.
 */
export async function keepReceipt(
  desk: Desk,
  before: AnyRecord | null,
  post: AnyRecord,
  now: number,
): Promise<readonly Touched[]> {
  const until = post['until'] as number | undefined;
  const isNews = until !== before?.['until'] && (before !== null || (until ?? 0) > now);
  if (!isNews) return [];
  const person = String(post['person']);
  const was = await desk.find('notices', post.id);
  if (until === undefined) {
    if (!was || was.gone) return [];
    return desk.write(was, { ...was, gone: true }, now).touched;
  }
  const known: HandoverReceipt = { endsAt: Math.max(until, now), devices: [] };
  const record = {
    id: post.id,
    kind: 'handover',
    place: post.place,
    involves: [person],
    createdAt: was?.record.createdAt ?? now,
    createdBy: 'system',
    receivedAt: was?.record.receivedAt ?? now,
    version: 0,
    title: String(post['name']),
    person,
    about: { c: 'posts', id: post.id },
    ...receiptAfter(known, devicesIn(await noticesAbout(desk, person)), now),
  };
  // Whatever was told a moment ago was told before the end: the next time each device is heard of counts.
  desk.alsoRun('update devices set told_at = 0 where community = ? and person = ?', [
    desk.community,
    person,
  ]);
  return desk.write(was, { c: 'notices', record, marks: {}, gone: false }, now).touched;
}

/** Brings the receipts up to date that still wait for one of a person's devices. */
export async function noteInReceipts(
  sql: CommunitySql,
  person: string,
  now: number,
): Promise<readonly Touched[]> {
  const desk = openDesk(sql);
  const notices = await noticesAbout(desk, person);
  const devices = devicesIn(notices);
  const touched: Touched[] = [];
  for (const was of ofKind(notices, 'handover')) {
    if (was.record['doneAt'] !== undefined) continue;
    const next: AnyRecord = { ...was.record, ...receiptAfter(receiptOf(was.record), devices, now) };
    if (sameValue(next, was.record)) continue;
    touched.push(...desk.write(was, { ...was, record: next }, now).touched);
  }
  await desk.flush();
  return touched;
}
