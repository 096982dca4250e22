import type { Reader } from '../access.ts';
import type { Notice } from '../notices.ts';
import { covers } from '../place.ts';
import type { Role } from '../record-type.ts';

type DeviceNotice = Pick<Notice, 'kind' | 'place' | 'person' | 'heardAt' | 'ended'>;

/** How things stand with a device, the most pressing last. */
export type DeviceState = 'online' | 'heard' | 'silent' | 'handingIn' | 'ended' | 'wiped';

/** A device in use asks every few minutes, and the server writes it down every ten: within this time (ms) it is there. */
const present = 20 * 60_000;
const aDay = 24 * 3_600_000;

/** Whether a device is there, was heard of lately or not, or is no longer used. */
export function deviceState({ heardAt = 0, ended }: DeviceNotice, now: number): DeviceState {
  if (ended) {
    if (ended.wipedAt !== undefined) return 'wiped';
    return ended.how === 'returned' ? 'handingIn' : 'ended';
  }
  if (now - heardAt < present) return 'online';
  return now - heardAt < aDay ? 'heard' : 'silent';
}

const strength = (role: Role): number =>
  role === 'admin' ? 3 : role === 'socialWorker' ? 2 : role === 'head' ? 1 : 0;

/**
 * Who may end a device's use: its holder, the administrators, and whoever is responsible for where the device is
 * looked for, unless its holder is as strong as he is. `held` are the roles that the holder has now.
 */
export function mayEndDevice(reader: Reader, device: DeviceNotice, held: readonly Role[]): boolean {
  if (device.kind !== 'device') return false;
  if (device.person === reader.person) return true;
  const holder = Math.max(0, ...held.map(strength));
  return reader.grants.some(({ role, place }) => {
    if (strength(role) === 0 || !covers(place, device.place)) return false;
    return role === 'admin' || strength(role) > holder;
  });
}

/** Devices of somebody else's hand or one's own, the silent ones first, those no longer used last. */
export function devicesInOrder<D extends DeviceNotice>(devices: readonly D[], now: number): D[] {
  const rank: Readonly<Record<DeviceState, number>> = {
    handingIn: 0,
    silent: 1,
    heard: 2,
    online: 2,
    ended: 3,
    wiped: 4,
  };
  return devices.toSorted(
    (a, b) =>
      rank[deviceState(a, now)] - rank[deviceState(b, now)] ||
      (a.ended?.at ?? a.heardAt ?? 0) - (b.ended?.at ?? b.heardAt ?? 0),
  );
}

/** Devices of this person, other than the one in hand, that still had work on them when last heard of. */
export function leftBehind<D extends Pick<Notice, 'id' | 'kind' | 'person' | 'waiting' | 'ended'>>(
  devices: readonly D[],
  person: string,
  inHand: string,
): D[] {
  return devices.filter(
    (device) =>
      device.kind === 'device' &&
      device.person === person &&
      device.id !== inHand &&
      (device.waiting ?? 0) > 0 &&
      device.ended?.wipedAt === undefined,
  );
}
