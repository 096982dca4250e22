import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HandedDevice } from '../device-notice.ts';
import type { NeedStep } from '../needs.ts';
import {
  handInOf,
  hasHandedIn,
  lostRecords,
  needsWith,
  receiptAfter,
  watchedBy,
  watchersAfter,
  type HandoverReceipt,
} from './handover.ts';

const endsAt = 1000;
const old = 'old';
const phone = (fields: Partial<HandedDevice> = {}): HandedDevice => ({
  id: 'phone',
  name: '红米',
  heardAt: 900,
  unsent: 0,
  ...fields,
});

describe('what a device has still to do', () => {
  test.each([
    [phone(), 'silent'],
    [phone({ heardAt: endsAt }), 'silent'],
    [phone({ heardAt: 1001 }), 'in'],
    [phone({ heardAt: 1001, unsent: 2 }), 'unsent'],
    [phone({ unsent: 2 }), 'unsent'],
    [phone({ ended: 'lost', unsent: 2 }), 'lost'],
    [phone({ ended: 'signedOut' }), 'signedOut'],
    [phone({ ended: 'returned', heardAt: 1001, unsent: 1 }), 'unsent'],
    [phone({ ended: 'returned', heardAt: 1001 }), 'in'],
  ] as const)('%o is %s', (device, how) => {
    expect(handInOf(device, endsAt)).toBe(how);
    expect(hasHandedIn(device, endsAt)).toBe(how !== 'silent' && how !== 'unsent');
  });
});

describe('the receipt', () => {
  const empty: HandoverReceipt = { endsAt, devices: [] };
  const notice = (fields: object) => ({ id: 'phone', createdAt: 1, heardAt: 1001, ...fields });

  test('is done when every device has handed in, and never becomes undone', () => {
    const signed = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      createdAt: fc.constantFrom(1, 2000),
      heardAt: fc.nat({ max: 3000 }),
      waiting: fc.nat({ max: 2 }),
    });
    const rounds = fc.array(fc.uniqueArray(signed, { selector: ({ id }) => id }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rounds, (heard) => {
        let receipt = empty;
        let now = endsAt;
        for (const notices of heard) {
          now += 100;
          const next = receiptAfter(receipt, notices, now);
          if (receipt.doneAt !== undefined) return;
          for (const device of receipt.devices.filter((one) => hasHandedIn(one, endsAt)))
            expect(next.devices).toContainEqual(device);
          const all = next.devices.every((device) => hasHandedIn(device, endsAt));
          expect(next.doneAt).toBe(all ? now : undefined);
          receipt = next;
        }
      }),
    );
  });

  test('has no part for a device that signed in after the end, or was lost before', () => {
    expect(receiptAfter(empty, [notice({ createdAt: 1500 })], 2000).devices).toEqual([]);
    const lost = { how: 'lost', at: 500, by: 'x', byName: 'x' } as const;
    expect(receiptAfter(empty, [notice({ ended: lost, waiting: 3 })], 2000).devices).toEqual([]);
  });

  test('counts what went down with a lost device', () => {
    expect(lostRecords({ devices: [phone({ ended: 'lost', unsent: 3 }), phone()] })).toBe(3);
  });
});

describe('what hangs on somebody by name', () => {
  const post = { person: old, place: 'c1/g1/b1' };
  const steps = (assignee: string, ...more: Partial<NeedStep>[]): NeedStep[] =>
    [{ step: 'submitted' }, { step: 'assigned', assignee }, ...more].map((step, at) => ({
      id: String(at),
      at,
      by: 'head',
      ...step,
    })) as NeedStep[];

  test('are open needs assigned to him within the place of his post', () => {
    const need = (place: string, given: NeedStep[]) => ({ place, steps: given, createdAt: 1 });
    const his = need('c1/g1/b1/h1', steps(old));
    const needs = [
      his,
      need('c1/g1/b10/h1', steps(old)),
      need('c1/g1/b1/h1', steps('another')),
      need('c1/g1/b1/h1', steps(old, { step: 'done' })),
      need('c1/g1/b1/h1', steps(old, { step: 'assigned', assignee: 'another' })),
    ];
    expect(needsWith(post, needs)).toEqual([his]);
  });

  test('are people there who name him among those looking in on them', () => {
    const person = (place: string, watchers?: string[]) => ({ place, watchers, name: '李' });
    const his = person('c1/g1/b1/h1', ['another', old]);
    expect(watchedBy(post, [his, person('c1/g1/b2/h1', [old]), person('c1/g1/b1/h2')])).toEqual([
      his,
    ]);
  });

  test('the successor stands where he stood, once', () => {
    expect(watchersAfter(['a', old, 'b'], old, 'new')).toEqual(['a', 'new', 'b']);
    expect(watchersAfter(['new', old], old, 'new')).toEqual(['new']);
    expect(watchersAfter(['a', old], old, null)).toEqual(['a']);
  });
});
