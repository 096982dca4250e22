import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reader } from '../access.ts';
import type { Need } from '../needs.ts';
import type { StepName } from '../need-steps.ts';
import type { Person } from '../people.ts';
import type { Role } from '../record-type.ts';
import type { DoorState } from './coverage.ts';
import { defaultSettings } from './settings.ts';
import { careForToday, needsForMe, roundOf, roundPlaces } from './today.ts';
import { watchList } from './watch-list.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00+08:00');
const door = 'c1/g1/b1/h0604';
let count = 0;
const base = (at: number) => {
  count += 1;
  return {
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    place: door,
    involves: [],
    createdAt: at,
    createdBy: 'p',
    version: 1,
    receivedAt: at,
  };
};
const reader = (...grants: readonly (readonly [Role, string])[]): Reader => ({
  person: 'me',
  grants: grants.map(([role, place]) => ({ role, place })),
});
/** Somebody with a daily visit who was last met that many hours ago. */
const seen = (name: string, ago: number, more: Partial<Person> = {}): Person => ({
  ...base(now - ago * hour),
  kind: 'resident',
  name,
  grade: 'high',
  watchedSince: now - ago * hour,
  ...more,
});

describe('the people to see about today', () => {
  const people = [
    seen('刚看过', 1),
    seen('今天', 20),
    seen('逾期', 29),
    seen('两次', 53),
    seen('三次', 77),
  ];
  const namesFor = (who: Reader, list: readonly Person[] = people) =>
    careForToday(who, watchList(list, [], defaultSettings, now)).map((entry) => entry.person.name);

  it('are for the liaison all overdue and all due today', () => {
    expect(namesFor(reader(['liaison', 'c1/g1/b1']))).toEqual(['三次', '两次', '逾期', '今天']);
  });

  it('are for the head those two intervals late, for the centre those three', () => {
    expect(namesFor(reader(['head', 'c1/g1']))).toEqual(['三次', '两次']);
    expect(namesFor(reader(['admin', 'c1']))).toEqual(['三次']);
    expect(namesFor(reader(['socialWorker', 'c1']))).toEqual(['三次']);
  });

  it('are for a volunteer those he looks in on, though his post covers everyone', () => {
    const mine = seen('我看望', 29, { watchers: ['me', 'other'] });
    const others = seen('别人看望', 29, { watchers: ['other'] });
    expect(namesFor(reader(['volunteer', 'c1']), [mine, others])).toEqual(['我看望']);
  });

  it('are nobody’s of another place, and all of them for whoever holds two posts', () => {
    expect(namesFor(reader(['liaison', 'c1/g1/b10']))).toEqual([]);
    expect(namesFor(reader(['head', 'c1/g1'], ['liaison', 'c1/g1/b1']))).toHaveLength(4);
  });

  it('are fewer the higher the post: whom the centre sees the head sees, and the liaison too', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 8 }), (hours) => {
        const list = hours.map((ago) => seen(`${ago}`, ago));
        const liaison = new Set(namesFor(reader(['liaison', 'c1/g1/b1']), list));
        const head = new Set(namesFor(reader(['head', 'c1/g1']), list));
        for (const name of namesFor(reader(['admin', 'c1']), list)) expect(head).toContain(name);
        for (const name of head) expect(liaison).toContain(name);
      }),
    );
  });
});

describe('the needs that wait for me', () => {
  const need = (
    more: Partial<Need> = {},
    ...steps: readonly (readonly [StepName, string?])[]
  ): Need => {
    const made = base(now - hour);
    return {
      ...made,
      kind: 'need',
      category: 'repair',
      urgency: 'normal',
      what: '灯坏了',
      consent: true,
      source: 'door',
      steps: [['submitted'] as const, ...steps].map(([step, assignee], index) => ({
        id: `${made.id}-${index}`,
        step,
        at: made.createdAt + index,
        by: 'p',
        ...(assignee === undefined ? {} : { assignee }),
      })),
      ...more,
    };
  };
  const waiting = (who: Reader, needs: readonly Need[]) =>
    needsForMe(who, needs, defaultSettings, now).map(({ need: one, why }) => [one.id, why]);

  it('are those assigned to me, and no longer when done or given to somebody else', () => {
    const mine = need({}, ['assigned', 'me']);
    const done = need({}, ['assigned', 'me'], ['done']);
    const passedOn = need({}, ['assigned', 'me'], ['assigned', 'other']);
    expect(waiting(reader(['volunteer', 'c1']), [mine, done, passedOn])).toEqual([
      [mine.id, 'assigned'],
    ]);
  });

  it('are those to be sorted in my place, for whoever may sort', () => {
    const fresh = need();
    const elsewhere = need({ place: 'c1/g2/b1/h101' });
    const sorted = need({}, ['triaged']);
    const needs = [fresh, elsewhere, sorted];
    expect(waiting(reader(['head', 'c1/g1']), needs)).toEqual([[fresh.id, 'triage']]);
    expect(waiting(reader(['admin', 'c1']), needs)).toHaveLength(2);
    expect(waiting(reader(['liaison', 'c1/g1/b1']), needs)).toEqual([]);
    expect(waiting(reader(['core', 'c1/g1']), needs)).toEqual([]);
  });

  it('come emergencies first, then what is due first', () => {
    const early = need({ createdAt: now - 3 * hour, receivedAt: now - 3 * hour });
    const late = need();
    const emergency = need({ urgency: 'emergency' });
    expect(waiting(reader(['head', 'c1/g1']), [late, early, emergency]).map(([id]) => id)).toEqual([
      emergency.id,
      early.id,
      late.id,
    ]);
  });
});

describe('the round', () => {
  it('is the liaison’s buildings, else the core volunteer’s grids, else none', () => {
    const both = reader(['core', 'c1/g1'], ['liaison', 'c1/g1/b2'], ['liaison', 'c1/g1/b1']);
    expect(roundPlaces(both)).toEqual(['c1/g1/b1', 'c1/g1/b2']);
    expect(roundPlaces(reader(['core', 'c1/g1']))).toEqual(['c1/g1']);
    expect(roundPlaces(reader(['head', 'c1/g1'], ['volunteer', 'c1']))).toEqual([]);
  });

  it('counts the doors left of one place, and of those the ones with somebody watched', () => {
    const doors = ['101', '102', '103', '104'].map((name) => `c1/g1/b1/h${name}`);
    const states = new Map<string, DoorState>([
      ['c1/g1/b1/h101', 'met'],
      ['c1/g1/b1/h102', 'notIn'],
      ['c1/g1/b10/h101', 'notIn'],
    ]);
    const watched = new Set(['c1/g1/b1/h101', 'c1/g1/b1/h102', 'c1/g1/b10/h101']);
    expect(roundOf('c1/g1/b1', [...doors, 'c1/g1/b10/h101'], states, watched)).toEqual({
      place: 'c1/g1/b1',
      households: 4,
      settled: 1,
      notIn: 1,
      remaining: 3,
      watchedRemaining: 1,
      begun: true,
    });
    expect(roundOf('c1/g1/b1', doors, new Map(), new Set()).begun).toBe(false);
  });
});
