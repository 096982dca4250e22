import { useMemo } from 'react';
import type { Reader } from '../../domain/access.ts';
import { inForce } from '../../domain/grants.ts';
import { deviceState, devicesInOrder, mayEndDevice } from '../../domain/rules/devices.ts';
import { useNow, useReader, useRecords, useSession } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useSearchParam } from '../../ui/link.tsx';

export type Device = Local<'notices'>;

export const parts = ['all', 'silent', 'unsent', 'own', 'ended'] as const;
export type Part = (typeof parts)[number];

export interface Devices {
  readonly now: number;
  readonly reader: Reader;
  /** Nothing but one's own: there is nothing to choose from. */
  readonly ownOnly: boolean;
  readonly part: Part;
  readonly setPart: (part: Part) => void;
  readonly lists: Readonly<Record<Part, readonly Device[]>>;
  readonly isThisOne: (device: Device) => boolean;
  readonly mayEnd: (device: Device) => boolean;
}

/** The devices that this person may know of; undefined while they are being read. */
export function useDevices(): Devices | undefined {
  const reader = useReader();
  const now = useNow();
  const inHand = useSession().device.id;
  const [partParam, setPart] = useSearchParam('part', 'all');
  const notices = useRecords('notices', { where: { kind: 'device' } });
  const posts = useRecords('posts');
  return useMemo(() => {
    if (!notices || !posts) return undefined;
    const all = devicesInOrder(notices, now);
    const held = Map.groupBy(
      posts.filter((post) => inForce(post, now)),
      ({ person }) => person,
    );
    const rolesOf = (person: string) => (held.get(person) ?? []).map(({ role }) => role);
    const used = all.filter(({ ended }) => ended === undefined);
    const own = all.filter(({ person }) => person === reader.person);
    return {
      now,
      reader,
      ownOnly: own.length === all.length,
      part: parts.find((part) => part === partParam) ?? 'all',
      setPart,
      lists: {
        all,
        silent: used.filter((device) => deviceState(device, now) === 'silent'),
        unsent: all.filter((device) => (device.waiting ?? 0) > 0 && !device.ended?.wipedAt),
        own,
        ended: all.filter(({ ended }) => ended !== undefined),
      },
      isThisOne: ({ id }) => id === inHand,
      mayEnd: (device) =>
        device.id !== inHand &&
        device.ended?.how !== 'lost' &&
        device.ended?.wipedAt === undefined &&
        mayEndDevice(reader, device, rolesOf(device.person ?? '')),
    };
  }, [notices, posts, reader, now, inHand, partParam, setPart]);
}

/** The address of a device, keeping the part of the list one came from. */
export function deviceAddress(id: string, part: Part): string {
  const path = id === '' ? '/devices' : `/devices/${id}`;
  return part === 'all' ? path : `${path}?part=${part}`;
}
