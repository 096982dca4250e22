import { expect, it } from 'vitest';
import type { Notice } from '../notices.ts';
import { freshnessOf, silentAfter } from './freshness.ts';

const now = 1_800_000_000_000;
const device = (id: string, fields: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'device',
  place: 'c1/g1/b1',
  involves: [],
  createdAt: 1,
  createdBy: 'p',
  version: 1,
  receivedAt: 1,
  heardAt: now - silentAfter - 1,
  ...fields,
});
const ended = (how: 'lost' | 'returned', wipedAt?: number) => ({
  ended: { how, at: 1, by: 'h', byName: '沈', ...(wipedAt === undefined ? {} : { wipedAt }) },
});

it('names whose device is silent, but not one from which nothing can come any more', () => {
  const notices = [
    device('silent'),
    device('heard', { heardAt: now }),
    device('lost', ended('lost')),
    device('handing in', ended('returned')),
    device('cleared', ended('returned', 2)),
  ];
  expect(freshnessOf(notices, now).map(({ id, silent }) => [id, silent])).toEqual([
    ['silent', true],
    ['handing in', true],
    ['heard', false],
  ]);
});
