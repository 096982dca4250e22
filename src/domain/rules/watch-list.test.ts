import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careGrades, type Person } from '../people.ts';
import type { Visit } from '../visits.ts';
import { defaultSettings } from './settings.ts';
import { watchCounts, watchList } from './watch-list.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00+08:00');
let count = 0;
const base = (at: number) => {
  count += 1;
  return {
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    place: 'c1/g1/b1/h101',
    involves: [],
    createdAt: at,
    createdBy: 'p',
    version: 1,
    receivedAt: 1,
  };
};
const person = (name: string, grade: Person['grade'], since: number): Person => ({
  ...base(since),
  kind: 'resident',
  name,
  watchedSince: since,
  ...(grade === undefined ? {} : { grade }),
});
const met = (who: Person, finishedAt: number, more: Partial<Visit> = {}): Visit => ({
  ...base(finishedAt),
  kind: 'watch',
  person: who.id,
  startedAt: finishedAt,
  finishedAt,
  outcome: 'met',
  ...more,
});
const listOf = (people: readonly Person[], visits: readonly Visit[] = []) =>
  watchList(people, visits, defaultSettings, now);

describe('the list of watched people', () => {
  it('leaves out who is not watched', () => {
    expect(listOf([person('甲', undefined, now)])).toEqual([]);
  });

  it('puts the longest overdue first, then what is due first', () => {
    const people = [
      person('按时', 'low', now - 24 * hour),
      person('刚逾期', 'high', now - 29 * hour),
      person('今天', 'high', now - 20 * hour),
      person('早逾期', 'medium', now - 200 * hour),
    ];
    const list = listOf(people);
    expect(list.map((entry) => entry.person.name)).toEqual(['早逾期', '刚逾期', '今天', '按时']);
    expect(watchCounts(list)).toEqual({ overdue: 2, dueToday: 1, onTime: 1 });
  });

  it('gives each person only his own visits, and none that was corrected', () => {
    const one = person('甲', 'high', now - 100 * hour);
    const other = person('乙', 'high', now - 100 * hour);
    const wrong = met(one, now - hour);
    const right = met(one, now - hour, { outcome: 'notIn', corrects: wrong.id });
    const list = listOf([one, other], [wrong, right, met(other, now - 2 * hour)]);
    const last = (who: Person) => list.find((entry) => entry.person === who)?.standing.lastMet;
    expect(last(one)).toBeNull();
    expect(last(other)).toBe(now - 2 * hour);
  });

  it('has one order, however the people came', () => {
    const anyone = fc
      .record({
        grade: fc.constantFrom(...careGrades),
        ago: fc.integer({ min: 0, max: 6 }).map((n) => n * 24 * hour),
      })
      .map(({ grade, ago }) => person('某', grade, now - ago));
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 10 }), (people) => {
        const ids = listOf(people).map((entry) => entry.person.id);
        expect(listOf(people.toReversed()).map((entry) => entry.person.id)).toEqual(ids);
        const { overdue, dueToday, onTime } = watchCounts(listOf(people));
        expect(overdue + dueToday + onTime).toBe(people.length);
      }),
    );
  });
});
