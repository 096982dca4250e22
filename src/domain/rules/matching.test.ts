import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Need, NeedStep } from '../needs.ts';
import type { Person } from '../people.ts';
import type { Post } from '../posts.ts';
import { rankCandidates, rankForAll } from './matching.ts';
import { skillFit } from './skill-fit.ts';

const now = Date.UTC(2026, 10, 21, 2);
const day = 86_400_000;
const record = { involves: [], createdAt: now, createdBy: 'x', version: 1, receivedAt: now };

const post = (person: string, place: string, more: Partial<Post> = {}): Post => ({
  ...record,
  id: `post-${person}-${place}`,
  kind: 'member',
  place,
  person,
  role: 'volunteer',
  from: 0,
  name: person,
  ...more,
});

const step = (name: NeedStep['step'], at: number, assignee?: string): NeedStep => ({
  id: `${name}-${at}-${assignee ?? ''}`,
  step: name,
  at,
  by: 'head',
  ...(assignee ? { assignee } : {}),
});

const need = (more: Partial<Need> = {}): Need => ({
  ...record,
  id: 'need',
  kind: 'need',
  place: 'c1/g01/b01/h0501',
  category: 'medical',
  urgency: 'normal',
  what: '陪我去市二院复查',
  consent: true,
  source: 'door',
  person: 'granny',
  steps: [step('submitted', now)],
  ...more,
});

const names = (posts: Post[], more: { people?: Person[]; needs?: Need[] } = {}): string[] =>
  rankCandidates(need(), { posts, people: [], needs: [], ...more }, now).map((one) => one.person);

const busy = (who: string, count: number): Need[] =>
  Array.from({ length: count }, (_, n) =>
    need({
      id: `busy-${who}-${n}`,
      person: 'other',
      steps: [step('submitted', 1), step('assigned', 2, who)],
    }),
  );

describe('who suits a need', () => {
  it('prefers the same building to the same grid to elsewhere', () => {
    const posts = [post('far', 'c1/g02'), post('grid', 'c1/g01'), post('near', 'c1/g01/b01')];
    expect(names(posts)).toEqual(['near', 'grid', 'far']);
  });

  it('knows where somebody lives as well as where the post is', () => {
    const people = [
      {
        ...record,
        id: 'home',
        kind: 'resident',
        place: 'c1/g01/b01/h0101',
        name: 'home',
      } as Person,
    ];
    expect(names([post('grid', 'c1/g01'), post('home', 'c1/g01')], { people })).toEqual([
      'home',
      'grid',
    ]);
  });

  it('prefers a fitting skill, and tells which', () => {
    const posts = [post('plain', 'c1/g01'), post('nurse', 'c1/g01', { skills: ['医疗护理'] })];
    const [first] = rankCandidates(need(), { posts, people: [], needs: [] }, now);
    expect(first?.person).toBe('nurse');
    expect(first?.reasons).toContainEqual({ kind: 'skill', skill: '医疗护理' });
  });

  it('tells a skill that was asked for from one that is close and one that is handy', () => {
    const fits = (skill: string) => skillFit(skill, { category: 'medical', what: '陪我去复查' });
    expect(fits('陪同就医')).toBeGreaterThan(fits('开车'));
    expect(fits('开车')).toBeGreaterThan(0);
    expect(fits('书法')).toBe(0);
    expect(fits('')).toBe(0);
    expect(skillFit('理发', { category: 'other', what: '想请人上门理发' })).toBe(1);
    expect(skillFit('电脑手机', { category: 'learning', what: '想学用手机' })).toBe(1);
  });

  it('spares who has much on the hands, and prefers who has helped here before', () => {
    const posts = [post('loaded', 'c1/g01'), post('free', 'c1/g01'), post('known', 'c1/g01')];
    const served = need({
      id: 'served',
      steps: [step('submitted', 1), step('assigned', 2, 'known'), step('done', now - 30 * day)],
    });
    const needs = [...busy('loaded', 2), served];
    const ranked = rankCandidates(need(), { posts, people: [], needs }, now);
    expect(ranked.map((one) => one.person)).toEqual(['known', 'free', 'loaded']);
    expect(ranked[0]?.reasons).toContainEqual({ kind: 'knows', times: 1 });
    expect(ranked[2]?.reasons).toContainEqual({ kind: 'load', open: 2 });
  });

  it('leaves out who is not in office, does not help, or is the one in need', () => {
    const posts = [
      post('ended', 'c1/g01', { until: now - 1 }),
      post('future', 'c1/g01', { from: now + day }),
      post('auditor', 'c1', { role: 'committee' }),
      post('granny', 'c1/g01'),
    ];
    expect(names(posts)).toEqual([]);
  });

  it('names each person once and in an order that does not depend on the order of records', () => {
    const posts = [
      ...['a', 'b', 'c', 'd'].map((who) => post(who, 'c1/g01')),
      post('a', 'c1/g01/b01', { role: 'liaison' }),
      post('d', 'c1/g02', { skills: ['急救'] }),
    ];
    const expected = names(posts);
    expect(new Set(expected).size).toBe(4);
    fc.assert(
      fc.property(fc.shuffledSubarray(posts, { minLength: posts.length }), (shuffled) => {
        expect(names(shuffled)).toEqual(expected);
      }),
    );
  });

  it('finds one person for several needs, by what holds for all of them', () => {
    const posts = [
      post('near', 'c1/g01/b01', { skills: ['急救'] }),
      post('nurse', 'c1/g01', { skills: ['急救'] }),
      post('granny', 'c1/g01', { skills: ['急救'] }),
    ];
    const needs = [need(), need({ id: 'two', place: 'c1/g01/b09/h0101', person: 'other' })];
    const ranked = rankForAll(needs, { posts, people: [], needs: [] }, now);
    expect(ranked.map((one) => one.person)).toEqual(['near', 'nurse']);
    expect(ranked[0]?.reasons).toEqual([
      { kind: 'skill', skill: '急救' },
      { kind: 'load', open: 0 },
    ]);
  });
});
