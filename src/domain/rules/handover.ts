import type { DeviceEnd, HandedDevice } from '../device-notice.ts';
import { needStatusOf } from '../need-steps.ts';
import type { Need } from '../needs.ts';
import type { Notice } from '../notices.ts';
import type { Person } from '../people.ts';
import { covers } from '../place.ts';
import type { Post } from '../posts.ts';

/** A device's own notice, as far as a handover asks. */
type DeviceNotice = Pick<
  Notice,
  'id' | 'createdAt' | 'title' | 'deviceName' | 'heardAt' | 'waiting' | 'ended'
>;

/** What the receipt of a handover says. */
export interface HandoverReceipt {
  readonly endsAt: number;
  readonly devices: readonly HandedDevice[];
  readonly doneAt?: number;
}

/** Whether nothing more is to come from a device: it was heard of after the end with nothing unsent, or is gone. */
export function hasHandedIn(device: HandedDevice, endsAt: number): boolean {
  if (device.ended === 'lost' || device.ended === 'signedOut') return true;
  return device.heardAt > endsAt && device.unsent === 0;
}

function handed(notice: DeviceNotice): HandedDevice {
  const ended: DeviceEnd | undefined = notice.ended;
  return {
    id: notice.id,
    name: notice.deviceName ?? notice.title ?? '',
    heardAt: notice.heardAt ?? 0,
    unsent: notice.waiting ?? 0,
    ...(ended ? { ended: ended.how } : {}),
  };
}

/**
 * The receipt after something was heard: what has handed in stays as it was then, what has signed out counts as in,
 * and it is done when nothing more is to come. Devices signed in after the end have no part in it.
 */
export function receiptAfter(
  known: HandoverReceipt,
  notices: readonly DeviceNotice[],
  now: number,
): HandoverReceipt {
  const { endsAt } = known;
  const noticeOf = new Map(notices.map((notice) => [notice.id, notice]));
  const before = known.devices.map((device) => {
    if (hasHandedIn(device, endsAt)) return device;
    const notice = noticeOf.get(device.id);
    return notice ? handed(notice) : { ...device, ended: 'signedOut' as const };
  });
  const listed = new Set(before.map(({ id }) => id));
  const added = notices
    .filter(({ id, createdAt }) => !listed.has(id) && createdAt < endsAt)
    .map(handed)
    .filter(({ ended }) => ended === undefined || !hasHandedIn({ ...noDevice, ended }, endsAt));
  const devices = [...before, ...added];
  const done = endsAt <= now && devices.every((device) => hasHandedIn(device, endsAt));
  if (!done) return { endsAt, devices };
  return { endsAt, devices, doneAt: known.doneAt ?? now };
}

const noDevice: HandedDevice = { id: '', name: '', heardAt: 0, unsent: 0 };

/** What a predecessor's device has still to do, in the order in which it is asked. */
export type HandIn = 'in' | 'signedOut' | 'lost' | 'unsent' | 'silent';

/** How far a device has handed in: `silent` was not heard of since the end, `unsent` was, with work still on it. */
export function handInOf(device: HandedDevice, endsAt: number): HandIn {
  if (device.ended === 'lost' || device.ended === 'signedOut') return device.ended;
  if (hasHandedIn(device, endsAt)) return 'in';
  return device.unsent > 0 ? 'unsent' : 'silent';
}

/** Records that went down with devices which will never upload. */
export function lostRecords({ devices }: Pick<HandoverReceipt, 'devices'>): number {
  return devices.reduce((sum, { ended, unsent }) => sum + (ended === 'lost' ? unsent : 0), 0);
}

type Held = Pick<Post, 'person' | 'place'>;

/** Open needs within a post's place that are assigned to its holder, those that lie longest first. */
export function needsWith<N extends Pick<Need, 'place' | 'steps' | 'createdAt'>>(
  post: Held,
  needs: readonly N[],
): N[] {
  return needs
    .filter(({ place, steps }) => {
      const { assignee, closedAt } = needStatusOf(steps);
      return closedAt === null && assignee === post.person && covers(post.place, place);
    })
    .toSorted((a, b) => a.createdAt - b.createdAt);
}

/** People within a post's place whom its holder looks in on by name. */
export function watchedBy<P extends Pick<Person, 'place' | 'watchers' | 'name'>>(
  post: Held,
  people: readonly P[],
): P[] {
  return people
    .filter(({ place, watchers }) => {
      return covers(post.place, place) && (watchers ?? []).includes(post.person);
    })
    .toSorted((a, b) => a.place.localeCompare(b.place) || a.name.localeCompare(b.name));
}

/** Those who look in on a person once the successor stands in the predecessor's place, or nobody does. */
export function watchersAfter(
  watchers: readonly string[],
  from: string,
  to: string | null,
): readonly string[] {
  const next = watchers.flatMap((id) => (id === from ? (to === null ? [] : [to]) : [id]));
  return [...new Set(next)];
}
