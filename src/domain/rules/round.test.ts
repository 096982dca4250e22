import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../people.ts';
import type { Visit } from '../visits.ts';
import {
  doorAfter,
  floorRows,
  lastKnocked,
  nextDoor,
  passes,
  roundDoors,
  roundSince,
  type RoundDoor,
} from './round.ts';
import { defaultSettings } from './settings.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T10:32:00+08:00');
const building = 'c1/g1/b1';
const at = (door: string) => `${building}/h${door.padStart(4, '0')}`;
let count = 0;
const base = (createdAt: number) => {
  count += 1;
  return {
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    involves: [],
    createdAt,
    createdBy: 'me',
    version: 1,
    receivedAt: createdAt,
  };
};
const visit = (door: string, fields: Partial<Visit> = {}): Visit => {
  const time = fields.finishedAt ?? now - hour;
  return {
    ...base(time),
    kind: 'round',
    place: at(door),
    startedAt: time,
    finishedAt: time,
    outcome: 'met',
    ...fields,
  };
};
const halfFilled = (door: string, fields: Partial<Visit> = {}): Visit => {
  const { outcome: _, ...begun } = visit(door);
  return { ...begun, finishedAt: 0, ...fields };
};
const person = (door: string, name: string, fields: Partial<Person> = {}): Person => ({
  ...base(1),
  kind: 'resident',
  place: at(door),
  name,
  ...fields,
});

const numbers = ['101', '102', '201', '202', '301', '302'];
const households = numbers.map((name) => ({ place: at(name), name }));
const round = (
  visits: readonly Visit[] = [],
  drafts: readonly Visit[] = [],
  people: readonly Person[] = [],
) => roundDoors({ households, people, visits, drafts }, defaultSettings, now);
const names = (doors: readonly RoundDoor[]) => doors.map((door) => door.name);
const door = (doors: readonly RoundDoor[], name: string) =>
  doors.find((each) => each.name === name) as RoundDoor;

describe('the doors of a round', () => {
  it('come from the top floor down, as one walks', () => {
    expect(names(round())).toEqual(['301', '302', '201', '202', '101', '102']);
  });

  it('carry their state, what is half filled, and the alarm that nobody ended', () => {
    const draft = halfFilled('302');
    const alarm = visit('101', { kind: 'alarm' });
    const doors = round(
      [visit('301'), visit('201', { outcome: 'notIn' }), alarm, visit('102', { outcome: 'moved' })],
      [draft],
    );
    expect(doors.map(({ state }) => state)).toEqual([
      'met',
      'unvisited',
      'notIn',
      'unvisited',
      'unvisited',
      'moved',
    ]);
    expect(door(doors, '302').draft).toBe(draft.id);
    expect(door(doors, '101').alarm).toBe(alarm.id);
    expect(door(doors, '301').alarm).toBeNull();
  });

  it('show a visit made by one tap at once, while it can still be taken back', () => {
    const doors = round([], [visit('302', { outcome: 'notIn', finishedAt: now })]);
    expect(door(doors, '302')).toMatchObject({ state: 'notIn', draft: null });
  });

  it('forget last month, and heed a correction', () => {
    const wrong = visit('302', { outcome: 'met' });
    const doors = round([
      visit('301', { finishedAt: Date.parse('2026-10-31T23:59:00+08:00') }),
      wrong,
      visit('302', { outcome: 'notIn', corrects: wrong.id }),
    ]);
    expect(door(doors, '301').state).toBe('unvisited');
    expect(door(doors, '302').state).toBe('notIn');
  });

  it('name the head of the household first and show the most pressing of those watched', () => {
    const doors = round(
      [],
      [],
      [
        person('302', '李秀英', {
          relation: '配偶',
          birthDate: '1940',
          grade: 'low',
          watchedSince: now,
        }),
        person('302', '王大爷', {
          relation: '户主',
          birthDate: '1941',
          grade: 'high',
          watchedSince: 1,
        }),
      ],
    );
    expect(door(doors, '302').people.map(({ name }) => name)).toEqual(['王大爷', '李秀英']);
    expect(door(doors, '302').care).toBe('overdue');
    expect(door(doors, '301').care).toBeNull();
  });

  it('reach back far enough to know who was met before the month began', () => {
    const firstMorning = Date.parse('2026-11-01T08:00:00+08:00');
    const weekBefore = firstMorning - 6 * 24 * hour;
    expect(roundSince(defaultSettings, firstMorning)).toBeLessThan(weekBefore);
  });
});

describe('the next door', () => {
  it('is the first one at the top before anybody knocked', () => {
    expect(nextDoor(round(), null)?.name).toBe('301');
  });

  it('goes on from the last knock, past doors that are done, and round to the top again', () => {
    const doors = round([visit('302'), visit('201')]);
    expect(nextDoor(doors, at('302'))?.name).toBe('202');
    const bottom = round([visit('102'), visit('101'), visit('302')]);
    expect(nextDoor(bottom, at('102'))?.name).toBe('301');
  });

  it('stays where a visit is half filled, but a door can be left for the next one', () => {
    const doors = round([], [halfFilled('302')]);
    expect(nextDoor(doors, at('302'))?.name).toBe('302');
    expect(doorAfter(doors, at('302'))?.name).toBe('201');
  });

  it('comes back to where nobody was in only when every door was tried', () => {
    const tried = ['302', '201', '202', '101', '102'].map((name) => visit(name));
    const missed = visit('301', { outcome: 'notIn' });
    expect(nextDoor(round([missed, ...tried.slice(1)]), at('301'))?.name).toBe('302');
    expect(nextDoor(round([missed, ...tried]), at('102'))?.name).toBe('301');
    expect(nextDoor(round([missed, ...tried]), at('301'))?.name).toBe('301');
  });

  it('is none when all is done', () => {
    expect(nextDoor(round(numbers.map((name) => visit(name))), at('102'))).toBeNull();
    expect(nextDoor([], null)).toBeNull();
  });

  it('leads to every door exactly once, wherever one begins and whatever happens there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.array(fc.constantFrom('met', 'refused', 'moved', 'notIn'), {
          minLength: numbers.length,
          maxLength: numbers.length,
        }),
        (start, outcomes) => {
          const visits: Visit[] = [];
          let here: string | null = at(start);
          for (const outcome of outcomes) {
            const next: RoundDoor | null =
              visits.length === 0 ? door(round(), start) : nextDoor(round(visits), here);
            if (!next) break;
            visits.push(visit(next.name, { outcome: outcome as Visit['outcome'] }));
            here = next.place;
          }
          expect(visits.map(({ place }) => place).toSorted()).toEqual(numbers.map(at).toSorted());
        },
      ),
    );
  });
});

describe('where the last knock was', () => {
  it('is the newest visit of this person this month; an alarm or a correction is no knock', () => {
    const old = visit('301', { finishedAt: now - 5 * hour });
    const visits = [
      old,
      visit('302', { finishedAt: now - 3 * hour }),
      visit('201', { finishedAt: now - hour, createdBy: 'somebody else' }),
      visit('202', { finishedAt: now - hour, kind: 'alarm' }),
      visit('101', { finishedAt: now - hour, corrects: old.id }),
      visit('102', { finishedAt: Date.parse('2026-10-30T12:00:00+08:00') }),
    ];
    expect(lastKnocked(visits, 'me', now)).toBe(at('302'));
    expect(lastKnocked([halfFilled('102'), ...visits], 'me', now)).toBe(at('102'));
    expect(lastKnocked([], 'me', now)).toBeNull();
  });
});

describe('the picture of the building', () => {
  it('keeps each door below the same door of the floor above, also where one is missing', () => {
    const rows = floorRows(
      [
        { name: '201', floor: 2 },
        { name: '202', floor: 2 },
        { name: '203', floor: 2 },
        { name: '101', floor: 1 },
        { name: '103', floor: 1 },
      ].map((each) => ({ ...each })),
    );
    expect(rows.map(({ cells }) => cells.map((cell) => cell?.name ?? null))).toEqual([
      ['201', '202', '203'],
      ['101', null, '103'],
    ]);
  });

  it('puts doors without a number on a floor of their own', () => {
    const rows = floorRows([
      { name: '1203', floor: 12 },
      { name: '门卫', floor: 0 },
    ]);
    expect(rows.map(({ floor, cells }) => [floor, cells.length])).toEqual([
      [12, 1],
      [0, 1],
    ]);
  });

  it('counts as not visited only where nobody knocked, as watched wherever somebody is', () => {
    const doors = round(
      [visit('301', { outcome: 'notIn' }), visit('302')],
      [],
      [person('302', '王桂英', { grade: 'high', watchedSince: now })],
    );
    expect(names(doors.filter((each) => passes(each, 'unvisited')))).toEqual([
      '201',
      '202',
      '101',
      '102',
    ]);
    expect(names(doors.filter((each) => passes(each, 'watched')))).toEqual(['302']);
    expect(doors.every((each) => passes(each, 'all'))).toBe(true);
  });
});
