import { describe, expect, it } from 'vitest';
import type { Post } from '../posts.ts';
import { mayHandOver, postsByPlace, rolesToGive } from './post-list.ts';

const now = 1_000_000;
const post = (
  place: string,
  role: Post['role'],
  name: string,
  term: Partial<Pick<Post, 'from' | 'until'>> = {},
): Post => ({
  id: name,
  kind: 'duty',
  place,
  involves: [],
  createdAt: 0,
  createdBy: 'x',
  version: 1,
  receivedAt: 0,
  person: name,
  role,
  name,
  from: 0,
  ...term,
});
const places = [
  { place: 'c1/g02', kind: 'grid' as const, name: '第二网格' },
  { place: 'c1', kind: 'community' as const, name: '幸福里' },
  { place: 'c1/g01', kind: 'grid' as const, name: '第一网格' },
  { place: 'c1/g01/b01', kind: 'building' as const, name: '1号楼' },
];

describe('posts by place', () => {
  it('goes from the community down, names vacancies and leaves out what is over', () => {
    const listed = postsByPlace(
      [
        post('c1/g01', 'core', '乙'),
        post('c1/g01', 'head', '甲'),
        post('c1/g02', 'head', '旧', { until: now }),
      ],
      places,
      now,
    );
    expect(listed.map(({ place, vacant }) => [place, vacant])).toEqual([
      ['c1/g01', null],
      ['c1/g01/b01', 'liaison'],
      ['c1/g02', 'head'],
    ]);
    expect(listed[0]?.posts.map(({ name }) => name)).toEqual(['甲', '乙']);
  });

  it('calls a place vacant until its next holder has begun', () => {
    const [grid] = postsByPlace(
      [post('c1/g02', 'head', '新', { from: now + 1 })],
      places.slice(0, 1),
      now,
    );
    expect(grid).toMatchObject({ vacant: 'head' });
  });
});

describe('who may appoint', () => {
  it('offers at each place only what has its work there', () => {
    const admin = { person: 'a', grants: [{ role: 'admin' as const, place: 'c1' }] };
    expect(rolesToGive(admin, 'c1')).not.toContain('liaison');
    expect(rolesToGive(admin, 'c1')).toContain('socialWorker');
    expect(rolesToGive(admin, 'c1/g01')).toEqual(['head', 'core', 'volunteer', 'teamLeader']);
    expect(rolesToGive(admin, 'c1/g01/b01')).toEqual(['liaison', 'volunteer']);
    const head = { person: 'h', grants: [{ role: 'head' as const, place: 'c1/g01' }] };
    expect(rolesToGive(head, 'c1/g01')).toEqual(['core', 'volunteer']);
  });

  it('never lets anybody make somebody stronger than himself, nor outside of his place', () => {
    const head = { person: 'h', grants: [{ role: 'head' as const, place: 'c1/g01' }] };
    expect(rolesToGive(head, 'c1/g01/b01')).toEqual(['liaison', 'volunteer']);
    expect(rolesToGive(head, 'c1/g02')).toEqual([]);
    const liaison = { person: 'l', grants: [{ role: 'liaison' as const, place: 'c1/g01' }] };
    expect(rolesToGive(liaison, 'c1/g01')).toEqual([]);
  });

  it('lets a post be handed over by whoever may give it, except for one’s own', () => {
    const head = { person: 'h', grants: [{ role: 'head' as const, place: 'c1/g01' }] };
    const hers = { person: 'l', role: 'liaison', place: 'c1/g01/b01' } as const;
    expect(mayHandOver(head, hers)).toBe(true);
    expect(mayHandOver(head, { ...hers, place: 'c1/g02/b01' })).toBe(false);
    expect(mayHandOver(head, { ...hers, role: 'head', place: 'c1/g01' })).toBe(false);
    expect(mayHandOver(head, { ...hers, person: 'h' })).toBe(false);
  });
});
