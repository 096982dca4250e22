import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitOutcomes, type VisitOutcome } from '../visits.ts';
import { coverageOf, doorStates, groupByPlace, isSettled } from './coverage.ts';
import { startOfMonth } from './shanghai-day.ts';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);
const now = at('2026-11-21T12:00');
let count = 0;
const knock = (place: string, finishedAt: number, outcome?: VisitOutcome, corrects?: string) => {
  count += 1;
  return {
    id: `v${count}`,
    kind: 'round' as const,
    place,
    finishedAt,
    ...(outcome === undefined ? {} : { outcome }),
    ...(corrects === undefined ? {} : { corrects }),
  };
};
const stateOf = (visits: Parameters<typeof doorStates>[0], when = now) =>
  doorStates(visits, when).get('d');

describe('the state of a door in this month’s round', () => {
  it('is that of the last knock', () => {
    expect(stateOf([knock('d', now - 2, 'notIn'), knock('d', now - 1, 'refused')])).toBe('refused');
    expect(stateOf([knock('d', now - 1, 'notIn'), knock('d', now - 2, 'refused')])).toBe('notIn');
  });

  it('stays met once somebody was met, whatever a later knock found', () => {
    expect(stateOf([knock('d', now - 2, 'met'), knock('d', now - 1, 'notIn')])).toBe('met');
  });

  it('starts anew at midnight on the first, in Shanghai', () => {
    const first = startOfMonth(now);
    expect(stateOf([knock('d', first, 'met')])).toBe('met');
    expect(stateOf([knock('d', first - 1, 'met')])).toBeUndefined();
    expect(stateOf([knock('d', now, 'met')], at('2026-12-01T00:00'))).toBeUndefined();
    expect(stateOf([knock('d', now, 'met')], at('2026-12-01T00:00') - 1)).toBe('met');
  });

  it('knows no alarms and no visit that is only begun', () => {
    const alarm = { ...knock('d', now, 'met'), kind: 'alarm' as const };
    expect(stateOf([alarm, knock('d', now)])).toBeUndefined();
  });

  it('forgets a visit that was corrected', () => {
    const wrong = knock('d', now - 5, 'met');
    expect(stateOf([wrong, knock('d', now - 1, 'notIn', wrong.id)])).toBe('notIn');
  });

  const visits = fc.array(
    fc
      .record({
        place: fc.constantFrom('d', 'e', 'f'),
        // Few moments, so that ties are the rule.
        finishedAt: fc.integer({ min: 0, max: 3 }).map((step) => now - step),
        outcome: fc.option(fc.constantFrom(...visitOutcomes), { nil: undefined }),
      })
      .map(({ place, finishedAt, outcome }) => knock(place, finishedAt, outcome)),
    { maxLength: 8 },
  );

  it('does not depend on the order in which visits arrive, even at the same moment', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const states = doorStates(list, now);
        const reversed = doorStates(list.toReversed(), now);
        expect(Object.fromEntries(reversed)).toEqual(Object.fromEntries(states));
      }),
    );
  });

  it('counts every household in one of settled, not in and not yet, and no other door', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const states = doorStates(list, now);
        const { households, settled, notIn } = coverageOf(['d', 'e'], states);
        expect(households).toBe(2);
        expect(settled).toBe(
          ['d', 'e'].filter((door) => isSettled(states.get(door) ?? 'unvisited')).length,
        );
        expect(settled + notIn).toBeLessThanOrEqual(households);
      }),
    );
  });
});

describe('settled doors', () => {
  it('are those where another knock would tell nothing new', () => {
    const states = [...visitOutcomes, 'unvisited'] as const;
    expect(states.filter(isSettled)).toEqual(['met', 'refused', 'moved']);
  });
});

describe('households by place', () => {
  it('come under their grid or building, and c1/g1 does not swallow c1/g10', () => {
    const households = ['c1/g1/b1/h101', 'c1/g10/b1/h101', 'c1/g1/b2/h101'];
    expect([...groupByPlace(households, 'grid')]).toEqual([
      ['c1/g1', ['c1/g1/b1/h101', 'c1/g1/b2/h101']],
      ['c1/g10', ['c1/g10/b1/h101']],
    ]);
    expect(groupByPlace(households, 'building').size).toBe(3);
  });

  it('leave out what lies above', () => {
    expect(groupByPlace(['c1', 'c1/g1'], 'building').size).toBe(0);
  });
});
