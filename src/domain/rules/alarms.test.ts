import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmReasons, type Visit, type VisitAck } from '../visits.ts';
import { ackKindOf, alarmStateOf, openAlarms } from './alarms.ts';

let count = 0;
const ack = (by: string, at: number, more: Partial<VisitAck> = {}): VisitAck => {
  count += 1;
  return { id: `a${String(count).padStart(3, '0')}`, by, at, ...more };
};
const alarm = (
  startedAt: number,
  acks: readonly VisitAck[] = [],
  more: Partial<Visit> = {},
): Visit => {
  count += 1;
  return {
    id: `v${String(count).padStart(3, '0')}`,
    kind: 'alarm',
    place: 'c1/g1/b1/h101',
    involves: [],
    createdAt: startedAt,
    createdBy: 'p',
    version: 0,
    receivedAt: 0,
    startedAt,
    finishedAt: startedAt,
    acks: [...acks],
    ...more,
  };
};

describe('what an acknowledgement does', () => {
  it('is to take the alarm up, unless it says something or ends it', () => {
    expect(ackKindOf({})).toBe('takes');
    expect(ackKindOf({ note: '门锁着' })).toBe('tells');
    expect(ackKindOf({ reason: 'fall' })).toBe('tells');
    expect(ackKindOf({ closes: true, note: '已送医' })).toBe('closes');
  });
});

describe('an alarm', () => {
  it('stays open however many go there, until one ends it', () => {
    const going = [ack('liaison', 1), ack('head', 2)];
    expect(alarmStateOf(alarm(0, going)).open).toBe(true);
    const ended = alarmStateOf(alarm(0, [...going, ack('head', 3, { closes: true, note: '好' })]));
    expect(ended.open).toBe(false);
    expect(ended.closedBy?.note).toBe('好');
  });

  it('was ended by the first who ended it, and a word after that opens it no more', () => {
    const first = ack('head', 3, { closes: true });
    const state = alarmStateOf(
      alarm(0, [ack('x', 9, { note: '谢谢' }), ack('y', 5, { closes: true }), first]),
    );
    expect(state.closedBy).toEqual(first);
    expect(state.open).toBe(false);
  });

  it('names everyone who goes once, the first first', () => {
    const state = alarmStateOf(alarm(0, [ack('b', 5), ack('a', 2), ack('b', 7)]));
    expect(state.takenBy.map((one) => [one.by, one.at])).toEqual([
      ['a', 2],
      ['b', 5],
    ]);
  });

  it('is about what was told last', () => {
    expect(alarmStateOf(alarm(0)).reason).toBeNull();
    expect(alarmStateOf(alarm(0, [], { reason: 'ill' })).reason).toBe('ill');
    const told = [ack('p', 8, { reason: 'fire' }), ack('p', 4, { reason: 'gas' })];
    expect(alarmStateOf(alarm(0, told, { reason: 'ill' })).reason).toBe('fire');
  });

  const anyAck = fc
    .record({
      by: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 0, max: 3 }),
      note: fc.option(fc.constant('x'), { nil: undefined }),
      reason: fc.option(fc.constantFrom(...alarmReasons), { nil: undefined }),
      closes: fc.boolean(),
    })
    .map(({ by, at, ...more }) => ack(by, at, more));

  it('stands the same on every device, whatever the order in which words arrived', () => {
    fc.assert(
      fc.property(fc.array(anyAck, { maxLength: 8 }), (acks) => {
        expect(alarmStateOf(alarm(0, acks.toReversed()))).toEqual(alarmStateOf(alarm(0, acks)));
      }),
    );
  });

  it('once closed is never opened by more words', () => {
    fc.assert(
      fc.property(fc.array(anyAck, { maxLength: 6 }), anyAck, (acks, more) => {
        const before = alarmStateOf(alarm(0, acks));
        const after = alarmStateOf(alarm(0, [...acks, more]));
        expect(after.open && !before.open).toBe(false);
      }),
    );
  });
});

describe('open alarms', () => {
  it('come newest first, without visits and without those that are over', () => {
    const older = alarm(10);
    const newer = alarm(20);
    const over = alarm(30, [ack('p', 31, { closes: true })]);
    const visit = alarm(40, [], { kind: 'watch' });
    expect(openAlarms([older, visit, over, newer])).toEqual([newer, older]);
  });
});
