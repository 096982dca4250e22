import { describe, expect, it } from 'vitest';
import type { Need } from '../needs.ts';
import type { Notice } from '../notices.ts';
import type { Person } from '../people.ts';
import type { Place } from '../places.ts';
import type { Post } from '../posts.ts';
import type { Visit } from '../visits.ts';
import { freshnessOf, silentAfter } from './freshness.ts';
import { overviewOf } from './overview.ts';
import { defaultSettings } from './settings.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 21, 4);
let count = 0;
const base = <K extends string>(kind: K, place: string, createdAt = now - 48 * hour) => {
  count += 1;
  const id = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  return {
    id,
    kind,
    place,
    involves: [],
    createdAt,
    createdBy: 'p',
    version: 1,
    receivedAt: createdAt,
  };
};
const place = (kind: Place['kind'], path: string, name: string): Place => ({
  ...base(kind, path),
  name,
});
const visit = (path: string, outcome: Visit['outcome'], person?: string): Visit => ({
  ...base('round' as const, path),
  startedAt: now - hour,
  finishedAt: now - hour,
  outcome,
  ...(person === undefined ? {} : { person }),
});
const need = (path: string, createdAt: number, steps: Need['steps'] = []): Need => {
  const made = base('need' as const, path, createdAt);
  const submitted = { id: made.id, step: 'submitted' as const, at: createdAt, by: 'p' };
  return {
    ...made,
    category: 'repair',
    urgency: 'normal',
    what: '灯坏了',
    consent: true,
    source: 'door',
    steps: [submitted, ...steps],
  };
};

describe('the overview', () => {
  const places = [
    place('building', 'c1/g01/b10', '10号楼1单元'),
    place('building', 'c1/g01/b02', '2号楼1单元'),
    place('grid', 'c1/g10', '第十网格'),
    place('grid', 'c1/g02', '第二网格'),
    place('grid', 'c1/g01', '第一网格'),
    place('household', 'c1/g01/b02/h0101', '101'),
    place('household', 'c1/g01/b02/h0102', '102'),
    place('household', 'c1/g01/b10/h0101', '101'),
  ];
  const watched = (path: string, since: number): Person => ({
    ...base('resident' as const, path),
    name: '王桂英',
    grade: 'high',
    watchedSince: since,
  });

  it('lists grids and their building groups in the order people count them', () => {
    const { rows } = overviewOf(
      { places, people: [], visits: [], needs: [], posts: [] },
      defaultSettings,
      now,
    );
    expect(rows.map((row) => row.name)).toEqual([
      '第一网格',
      '2号楼1单元',
      '10号楼1单元',
      '第二网格',
      '第十网格',
    ]);
  });

  it('counts a household once in its building, once in its grid and once in all', () => {
    const visits = [visit('c1/g01/b02/h0101', 'met'), visit('c1/g01/b10/h0101', 'notIn')];
    const overview = overviewOf(
      { places, people: [], visits, needs: [], posts: [] },
      defaultSettings,
      now,
    );
    expect(overview.coverage).toEqual({ households: 3, settled: 1, notIn: 1 });
    expect(overview.rows[0]).toMatchObject({ households: 3, settled: 1, notIn: 1 });
    expect(overview.rows[1]).toMatchObject({ households: 2, settled: 1, notIn: 0 });
  });

  it('says who is overdue only where he lives, and what share is on time', () => {
    const late = watched('c1/g01/b02/h0101', now - 60 * hour);
    const seen = watched('c1/g01/b10/h0101', now - 60 * hour);
    const visits = [visit('c1/g01/b10/h0101', 'met', seen.id)];
    const overview = overviewOf(
      { places, people: [late, seen], visits, needs: [], posts: [] },
      defaultSettings,
      now,
    );
    expect(overview.rows.map((row) => row.overdue)).toEqual([1, 1, 0, 0, 0]);
    expect(overview.visitsOnTime).toEqual({ part: 1, whole: 2 });
  });

  it('leaves closed needs out and counts answers of this month only', () => {
    const triaged = (at: number) => [
      { id: crypto.randomUUID(), step: 'triaged' as const, at, by: 'h' },
    ];
    const declined = (at: number) => [
      { id: crypto.randomUUID(), step: 'declined' as const, at, by: 'h' },
    ];
    const needs = [
      need('c1/g01/b02/h0101', now - 30 * hour),
      need('c1/g01/b02/h0102', now - 30 * hour, triaged(now - 29 * hour)),
      need('c1/g01/b02/h0102', now - 30 * hour, declined(now - 1 * hour)),
      need('c1/g01/b02/h0102', now - 40 * 24 * hour),
    ];
    const overview = overviewOf(
      { places, people: [], visits: [], needs, posts: [] },
      defaultSettings,
      now,
    );
    expect(overview.openNeeds).toBe(3);
    expect(overview.breachedNeeds).toBe(2);
    expect(overview.answeredInTime).toEqual({ part: 1, whole: 3 });
  });

  it('names who is responsible now, not who was', () => {
    const post = (name: string, until?: number): Post => ({
      ...base('duty' as const, 'c1/g01/b02'),
      person: crypto.randomUUID(),
      role: 'liaison',
      from: now - 100 * hour,
      name,
      ...(until === undefined ? {} : { until }),
    });
    const posts = [post('李芳'), post('从前', now - 1)];
    const { rows } = overviewOf(
      { places, people: [], visits: [], needs: [], posts },
      defaultSettings,
      now,
    );
    expect(rows[1]?.duty.map((holder) => holder.name)).toEqual(['李芳']);
  });
});

describe('freshness', () => {
  it('puts the longest silence first and names it only past the limit', () => {
    const device = (title: string, heardAt: number): Notice => ({
      ...base('device' as const, 'c1/g01'),
      title,
      heardAt,
    });
    const found = freshnessOf(
      [device('近', now), device('远', now - silentAfter - 1), device('边', now - silentAfter)],
      now,
    );
    expect(found.map(({ name, silent }) => [name, silent])).toEqual([
      ['远', true],
      ['边', false],
      ['近', false],
    ]);
  });
});
