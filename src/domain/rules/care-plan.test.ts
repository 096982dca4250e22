import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careGrades, type CareGrade } from '../people.ts';
import { careStanding, concernsRole } from './care-plan.ts';
import { defaultSettings } from './settings.ts';

const hour = 3_600_000;
const day = 24 * hour;
const at = (iso: string): number => Date.parse(`${iso}+08:00`);
const person = (grade: CareGrade, watchedSince?: number) => ({
  id: 'p',
  grade,
  createdAt: at('2026-01-01T08:00'),
  ...(watchedSince === undefined ? {} : { watchedSince }),
});
const knock = (finishedAt: number, outcome: 'met' | 'notIn' | 'refused' | 'moved' = 'met') => ({
  person: 'p',
  kind: 'watch' as const,
  finishedAt,
  outcome,
});
const standing = (
  grade: CareGrade,
  visits: readonly Parameters<typeof careStanding>[1][number][],
  now: number,
) => {
  const found = careStanding(person(grade), visits, defaultSettings, now);
  if (!found) throw new Error('somebody watched has a standing');
  return found;
};

describe('the standing of a watched person', () => {
  it('exists only for somebody watched', () => {
    const { grade: _, ...unwatched } = person('high');
    expect(careStanding(unwatched, [], defaultSettings, 0)).toBeNull();
  });

  it('counts from the last time the person was met, not from the last knock', () => {
    const met = at('2026-11-18T10:00');
    const tried = at('2026-11-20T10:00');
    const found = standing('medium', [knock(tried, 'notIn'), knock(met)], at('2026-11-20T11:00'));
    expect(found).toMatchObject({ lastMet: met, lastTried: tried, dueAt: met + 3 * day });
  });

  it('counts from when watching began while nobody has been met', () => {
    const since = at('2026-11-10T08:00');
    const found = careStanding(person('low', since), [], defaultSettings, since);
    expect(found).toMatchObject({ lastMet: null, lastTried: null, dueAt: since + 7 * day });
  });

  it('takes no alarm and nobody else’s visit for a visit', () => {
    const now = at('2026-11-20T11:00');
    const others = [
      { ...knock(now - hour), kind: 'alarm' as const },
      { ...knock(now - hour), person: 'q' },
    ];
    expect(standing('high', others, now).lastTried).toBeNull();
  });

  it('is due today from midnight in Shanghai, and not on the evening before', () => {
    const met = at('2026-11-20T09:00');
    expect(standing('high', [knock(met)], at('2026-11-20T09:01')).state).toBe('onTime');
    expect(standing('high', [knock(met)], at('2026-11-20T23:59:59.999')).state).toBe('onTime');
    expect(standing('high', [knock(met)], at('2026-11-21T00:00')).state).toBe('dueToday');
  });

  it('is due tomorrow when the interval ends at midnight itself', () => {
    const met = at('2026-11-20T00:00');
    expect(standing('high', [knock(met)], at('2026-11-20T23:59')).state).toBe('onTime');
    expect(standing('high', [knock(met - 1)], at('2026-11-20T23:59')).state).toBe('dueToday');
  });

  it('is overdue a millisecond after the grace, across a month end too', () => {
    const met = at('2027-02-27T20:00');
    const end = at('2027-03-01T00:00');
    expect(standing('high', [knock(met)], end)).toMatchObject({ state: 'dueToday', lateBy: 0 });
    expect(standing('high', [knock(met)], end + 1)).toMatchObject({
      state: 'overdue',
      lateBy: 1,
      tier: 'liaison',
    });
  });

  it('goes up to the head after two intervals and to the centre after three, grace not counted', () => {
    for (const grade of careGrades) {
      const { every, grace } = defaultSettings.care[grade];
      const met = at('2026-10-01T09:00');
      const tier = (now: number) => standing(grade, [knock(met)], now).tier;
      expect(tier(met + every + grace)).toBe('none');
      expect(tier(met + 2 * every + grace - 1)).toBe('liaison');
      expect(tier(met + 2 * every + grace)).toBe('head');
      expect(tier(met + 3 * every + grace - 1)).toBe('head');
      expect(tier(met + 3 * every + grace)).toBe('centre');
    }
  });

  it('is not put off by a visit from a phone whose clock runs days ahead', () => {
    const now = at('2026-11-20T11:00');
    expect(standing('high', [knock(now + 9 * day)], now).dueAt).toBe(now + day);
  });

  const grade = fc.constantFrom(...careGrades);
  const visits = fc.array(
    fc.record({
      person: fc.constantFrom('p', 'q'),
      kind: fc.constantFrom('round' as const, 'watch' as const, 'alarm' as const),
      finishedAt: fc.integer({ min: at('2026-09-01T00:00'), max: at('2026-12-31T00:00') }),
      outcome: fc.constantFrom('met' as const, 'notIn' as const, 'refused' as const),
    }),
    { maxLength: 12 },
  );
  const moment = fc.integer({ min: at('2026-10-01T00:00'), max: at('2026-12-01T00:00') });

  it('does not depend on the order of the visits', () => {
    fc.assert(
      fc.property(grade, visits, moment, (g, list, now) => {
        expect(standing(g, list.toReversed(), now)).toEqual(standing(g, list, now));
      }),
    );
  });

  it('always says one thing: late means overdue, overdue has a tier, and due comes before overdue', () => {
    fc.assert(
      fc.property(grade, visits, moment, (g, list, now) => {
        const found = standing(g, list, now);
        expect(found.lateBy > 0).toBe(found.state === 'overdue');
        expect(found.tier !== 'none').toBe(found.state === 'overdue');
        expect(found.overdueAt).toBeGreaterThan(found.dueAt);
        expect(found.lastMet ?? 0).toBeLessThanOrEqual(Math.max(found.lastTried ?? 0, 0));
      }),
    );
  });

  it('only gets worse as time passes without a visit', () => {
    const rank = { onTime: 0, dueToday: 1, overdue: 2 };
    const tiers = ['none', 'liaison', 'head', 'centre'];
    fc.assert(
      fc.property(grade, moment, fc.nat(30 * day), (g, now, later) => {
        const before = standing(g, [], now);
        const after = standing(g, [], now + later);
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state]);
        expect(tiers.indexOf(after.tier)).toBeGreaterThanOrEqual(tiers.indexOf(before.tier));
      }),
    );
  });
});

describe('whose business an overdue visit is', () => {
  it('reaches one tier after the other and never leaves the first', () => {
    const seenBy = (tier: 'none' | 'liaison' | 'head' | 'centre') =>
      (['volunteer', 'liaison', 'core', 'head', 'socialWorker', 'admin'] as const).filter((role) =>
        concernsRole(tier, role),
      );
    expect(seenBy('none')).toEqual([]);
    expect(seenBy('liaison')).toEqual(['volunteer', 'liaison', 'core']);
    expect(seenBy('head')).toEqual(['volunteer', 'liaison', 'core', 'head']);
    expect(seenBy('centre')).toEqual([
      'volunteer',
      'liaison',
      'core',
      'head',
      'socialWorker',
      'admin',
    ]);
  });

  it('is nobody’s who only leads a team or oversees', () => {
    expect(concernsRole('centre', 'teamLeader')).toBe(false);
    expect(concernsRole('centre', 'committee')).toBe(false);
  });
});
