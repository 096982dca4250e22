import type { Notice } from '../notices.ts';

/** A device and how long it has been silent; what it holds unsent is not in any number shown elsewhere. */
export interface DeviceFreshness {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly place: string;
  readonly heardAt: number;
  readonly silent: boolean;
}

/** A device unheard of for this long (ms) is named to the head and the centre. */
export const silentAfter = 12 * 3_600_000;

/** Whether anything can still come from a device: nothing does from one that was lost, or that has been cleared. */
const isExpected = ({ ended }: Notice): boolean =>
  ended === undefined || (ended.how === 'returned' && ended.wipedAt === undefined);

/** Devices by how long they have been silent, longest first. */
export function freshnessOf(notices: readonly Notice[], now: number): DeviceFreshness[] {
  return notices
    .filter((notice) => notice.kind === 'device' && notice.heardAt !== undefined)
    .filter(isExpected)
    .map((notice) => ({
      id: notice.id,
      person: notice.person ?? '',
      name: notice.title ?? '',
      place: notice.place,
      heardAt: notice.heardAt ?? 0,
      silent: now - (notice.heardAt ?? 0) > silentAfter,
    }))
    .toSorted((a, b) => a.heardAt - b.heardAt);
}
