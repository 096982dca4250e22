import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Post } from '../posts.ts';
import { roles } from '../record-type.ts';
import { alarmReasons } from '../visits.ts';
import { contactIn, dialled, whoToCall, type CallQuestion } from './who-to-call.ts';

const now = Date.parse('2026-11-21T12:00:00+08:00');
let count = 0;
const post = (role: Post['role'], place: string, name: string, more: Partial<Post> = {}): Post => {
  count += 1;
  return {
    id: `post${String(count).padStart(3, '0')}`,
    kind: 'duty',
    place,
    involves: [],
    createdAt: 0,
    createdBy: 'p',
    version: 1,
    receivedAt: 1,
    person: `person-${name}`,
    role,
    from: 0,
    name,
    phone: `1380000${String(count).padStart(4, '0')}`,
    ...more,
  };
};
const ask = (more: Partial<CallQuestion> = {}) =>
  whoToCall({
    place: 'c1/g1/b1/h0604',
    person: { emergencyContact: '郭小红（女儿）13900001234' },
    reason: null,
    posts: [],
    me: 'me',
    now,
    ...more,
  });
const said = (calls: ReturnType<typeof ask>) =>
  calls.map((call) => (call.who === 'service' ? call.phone : call.name));

const duty = [
  post('admin', 'c1', '主任'),
  post('socialWorker', 'c1', '社工'),
  post('head', 'c1/g1', '站长'),
  post('liaison', 'c1/g1/b1', '联络员'),
];

describe('whom to telephone', () => {
  it('is the contact, the liaison, the head, the centre, then the services', () => {
    expect(said(ask({ posts: duty }))).toEqual([
      '郭小红(女儿)',
      '联络员',
      '站长',
      '社工',
      '主任',
      '120',
      '119',
      '110',
    ]);
  });

  it('is the service first where life is in danger', () => {
    expect(said(ask({ posts: duty, reason: 'fall' }))[0]).toBe('120');
    expect(said(ask({ posts: duty, reason: 'ill' }))[0]).toBe('120');
    expect(said(ask({ posts: duty, reason: 'fire' }))[0]).toBe('119');
    expect(said(ask({ posts: duty, reason: 'gas' }))[0]).toBe('119');
  });

  it('is somebody with a key before the police when nobody answers', () => {
    const calls = said(ask({ posts: duty, reason: 'noAnswer' }));
    expect(calls[0]).toBe('郭小红(女儿)');
    expect(calls.slice(-2)).toEqual(['110', '120']);
  });

  it('is nobody of another building, whose post is over, or who has no number', () => {
    const posts = [
      post('liaison', 'c1/g1/b10', '隔壁楼'),
      post('liaison', 'c1/g1/b1', '从前', { until: now }),
      post('liaison', 'c1/g1/b1', '将来', { from: now + 1 }),
      post('liaison', 'c1/g1/b1', '没电话', { phone: '' }),
      post('liaison', 'c1/g1/b1', '自己', { person: 'me' }),
      post('volunteer', 'c1', '志愿者'),
    ];
    expect(said(ask({ posts, person: null }))).toEqual(['120', '119', '110']);
  });

  it('starts with the nearest of several liaisons', () => {
    const posts = [post('liaison', 'c1/g1', '片区'), post('liaison', 'c1/g1/b1', '本楼')];
    expect(said(ask({ posts })).slice(1, 3)).toEqual(['本楼', '片区']);
  });

  it('names a number once, though its holder has two posts or is the contact', () => {
    const liaison = post('liaison', 'c1/g1/b1', '联络员', { phone: '139 0000-1234' });
    const head = post('head', 'c1/g1', '站长');
    const alsoAdmin = post('admin', 'c1', '站长', { phone: head.phone });
    expect(said(ask({ posts: [liaison, head, alsoAdmin] })).slice(0, 2)).toEqual([
      '郭小红(女儿)',
      '站长',
    ]);
  });

  it('always offers a public service and only numbers that can be dialled', () => {
    const anyPost = fc
      .record({
        role: fc.constantFrom(...roles),
        place: fc.constantFrom('c1', 'c1/g1', 'c1/g1/b1', 'c1/g2'),
        phone: fc.option(fc.string(), { nil: undefined }),
      })
      .map(({ role, place, phone }) => post(role, place, '某', { phone }));
    fc.assert(
      fc.property(
        fc.array(anyPost, { maxLength: 6 }),
        fc.option(fc.constantFrom(...alarmReasons), { nil: null }),
        (posts, reason) => {
          const calls = ask({ posts, reason });
          expect(calls.some((call) => call.who === 'service')).toBe(true);
          for (const { phone } of calls) expect(phone).toMatch(/^[\d+]+$/);
          expect(new Set(calls.map(({ phone }) => phone)).size).toBe(calls.length);
        },
      ),
    );
  });
});

describe('a contact in the roster’s words', () => {
  it('is read with its number, however it was typed', () => {
    expect(contactIn('龙振 13100009941')).toEqual({ name: '龙振', phone: '13100009941' });
    expect(contactIn('１３１－００００－９９４１，女儿')).toEqual({
      name: '女儿',
      phone: '13100009941',
    });
    expect(contactIn('+86 131 0000 9941')).toEqual({ name: '', phone: '+8613100009941' });
  });

  it('is none where there is no number to dial', () => {
    expect(contactIn('女儿在外地')).toBeNull();
    expect(contactIn('住 502')).toBeNull();
    expect(contactIn('')).toBeNull();
  });

  it('never yields a number with anything but digits', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(contactIn(words)?.phone ?? '0').toMatch(/^\+?[\d+]+$/);
        expect(dialled(words)).toMatch(/^[\d+]*$/);
      }),
    );
  });
});
