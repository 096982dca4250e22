import { describe, expect, test } from 'vitest';
import type { Role } from '../record-type.ts';
import { deviceState, devicesInOrder, leftBehind, mayEndDevice } from './devices.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = 100 * day;
const ended = { how: 'lost', at: now, by: 'x', byName: 'x' } as const;
const device = (fields: object = {}) => ({
  id: 'd1',
  kind: 'device' as const,
  place: 'c1/g1/b1',
  person: 'wang',
  heardAt: now,
  ...fields,
});

describe('how things stand with a device', () => {
  test.each([
    [{ heardAt: now - 19 * minute }, 'online'],
    [{ heardAt: now - 21 * minute }, 'heard'],
    [{ heardAt: now - day - 1 }, 'silent'],
    [{ ended: { ...ended, how: 'returned' as const } }, 'handingIn'],
    [{ ended }, 'ended'],
    [{ ended: { ...ended, wipedAt: now } }, 'wiped'],
  ])('%o is %s', (fields, state) => {
    expect(deviceState(device(fields), now)).toBe(state);
  });

  test('what wants attention comes first, whatever the order before', () => {
    const wiped = device({ ended: { ...ended, wipedAt: now } });
    const silent = device({ heardAt: now - 5 * day });
    const longer = device({ heardAt: now - 9 * day });
    const online = device();
    const order = [longer, silent, online, wiped];
    expect(devicesInOrder(order.toReversed(), now)).toEqual(order);
  });
});

describe('who may end the use of a device', () => {
  const may = (role: Role, place: string, held: readonly Role[]) =>
    mayEndDevice({ person: 'li', grants: [{ role, place }] }, device(), held);

  test('its holder always, others if they are responsible there and stronger', () => {
    expect(mayEndDevice({ person: 'wang', grants: [] }, device(), ['admin'])).toBe(true);
    expect(may('head', 'c1/g1', ['liaison', 'volunteer'])).toBe(true);
    expect(may('head', 'c1/g1', [])).toBe(true);
    expect(may('head', 'c1/g2', ['liaison'])).toBe(false);
    expect(may('head', 'c1/g1', ['head'])).toBe(false);
    expect(may('socialWorker', 'c1', ['head'])).toBe(true);
    expect(may('socialWorker', 'c1', ['admin'])).toBe(false);
    expect(may('admin', 'c1', ['admin'])).toBe(true);
    for (const role of ['core', 'liaison', 'volunteer', 'teamLeader', 'committee'] as const)
      expect(may(role, 'c1', [])).toBe(false);
  });

  test('nobody ends what is no device', () => {
    const notice = { ...device(), kind: 'conflict' as const };
    expect(mayEndDevice({ person: 'wang', grants: [] }, notice, [])).toBe(false);
  });
});

test('work left behind is one’s own, on another device, and not known to be gone', () => {
  const left = device({ id: 'd2', waiting: 2 });
  const others = [
    device({ waiting: 2 }),
    device({ id: 'd3', waiting: 0 }),
    device({ id: 'd4', waiting: 2, person: 'li' }),
    device({ id: 'd5', waiting: 2, ended: { ...ended, wipedAt: now } }),
  ];
  expect(leftBehind([left, ...others], 'wang', 'd1')).toEqual([left]);
});
