import { describe, expect, it } from 'vitest';
import type { Reader } from '../access.ts';
import type { Notice } from '../notices.ts';
import type { AnyRecord, Role } from '../record-type.ts';
import {
  adoptionOf,
  canPutBack,
  handledReviews,
  openReviews,
  quarantinedRow,
  reviewCount,
} from './review.ts';

const reader = (role: Role, place: string): Reader => ({
  person: 'me',
  grants: [{ role, place }],
});
const head = reader('head', 'c1/g01');

const notice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'conflict',
  place: 'c1/g01/b01/h0501',
  involves: [],
  createdAt: 1,
  createdBy: 'server',
  version: 1,
  receivedAt: 1,
  ...more,
});
const receipt = (at: number) => [{ id: 'r', at, by: 'me', choice: 'keep' as const }];

const person: AnyRecord = {
  id: 'p1',
  kind: 'resident',
  place: 'c1/g01/b02/h0101',
  involves: ['p1'],
  createdAt: 1,
  createdBy: 'x',
  version: 3,
  receivedAt: 1,
  name: '何秀兰',
};

const row = (fields: object) => quarantinedRow({ row: { id: 'p1', c: 'people', ...fields } });

describe('the list to decide', () => {
  const notices = [
    notice('old', { createdAt: 1 }),
    notice('new', { createdAt: 9, kind: 'quarantine' }),
    notice('first', { receipts: receipt(5) }),
    notice('last', { receipts: receipt(7) }),
    notice('poster', { kind: 'notice' }),
  ];

  it('holds what nobody has dealt with, the newest first, and the rest apart', () => {
    expect(openReviews(notices).map(({ id }) => id)).toEqual(['new', 'old']);
    expect(handledReviews(notices).map(({ id }) => id)).toEqual(['last', 'first']);
  });

  it('counts only what the reader may decide', () => {
    expect(reviewCount(head, notices)).toBe(2);
    expect(reviewCount(reader('liaison', 'c1/g01/b01'), notices)).toBe(0);
    expect(reviewCount(reader('head', 'c1/g02'), notices)).toBe(0);
  });
});

describe('putting back', () => {
  const about = { c: 'people', id: 'p1' };
  const other = { value: 'x', by: 'a', device: 'd', at: 1 };

  it('needs the record and the right to change that field', () => {
    const disputed = notice('n', { about, field: 'phone', other });
    expect(canPutBack(head, disputed, person)).toBe(true);
    expect(canPutBack(head, disputed, null)).toBe(false);
    expect(canPutBack(reader('head', 'c1/g02'), disputed, person)).toBe(false);
    expect(canPutBack(head, notice('n', { about, field: 'importBatch', other }), person)).toBe(
      false,
    );
  });
});

describe('adopting a quarantined row', () => {
  it('changes the fields the reader may change and takes members as his own', () => {
    const edit = row({ op: 'edit', set: { phone: '138', importBatch: 'b' } });
    expect(adoptionOf(head, edit, { record: person, place: null })).toEqual({
      do: 'edit',
      c: 'people',
      id: 'p1',
      change: { phone: '138' },
      members: [],
    });
    const need = {
      ...person,
      kind: 'need',
      category: 'repair',
      urgency: 'normal',
      what: 'x',
      consent: true,
      source: 'door',
      steps: [],
    };
    const steps = quarantinedRow({
      row: {
        c: 'needs',
        id: 'p1',
        op: 'edit',
        set: { steps: [{ id: 's', step: 'contacted', at: 1, by: 'a', device: 'd', note: '好' }] },
      },
    });
    expect(adoptionOf(head, steps, { record: need, place: null })).toMatchObject({
      do: 'edit',
      change: {},
      members: [{ field: 'steps', member: { step: 'contacted', note: '好' } }],
    });
  });

  it('makes a new record at the present place, without what the server writes', () => {
    const create = quarantinedRow({
      row: {
        c: 'visits',
        id: 'v1',
        op: 'create',
        r: { kind: 'round', place: 'c1/g02/b09/h0101', createdBy: 'a', finishedAt: 5 },
      },
    });
    const place = 'c1/g01/b02/h0101';
    expect(adoptionOf(head, create, { record: null, place })).toEqual({
      do: 'create',
      c: 'visits',
      fields: { kind: 'round', place, finishedAt: 5 },
    });
    expect(adoptionOf(head, create, { record: null, place: null })).toEqual({
      do: 'nothing',
      why: 'nowhere',
    });
    expect(adoptionOf(head, create, { record: null, place: 'c1/g02' })).toMatchObject({
      why: 'notAllowed',
    });
  });

  it('says why nothing can be done', () => {
    const none = { record: null, place: null };
    expect(adoptionOf(head, null, none)).toMatchObject({ why: 'unreadable' });
    expect(adoptionOf(head, row({ op: 'edit', set: { phone: '1' } }), none)).toMatchObject({
      why: 'gone',
    });
    expect(
      adoptionOf(reader('head', 'c1/g02'), row({ op: 'edit', set: { phone: '1' } }), {
        record: person,
        place: null,
      }),
    ).toMatchObject({ why: 'notAllowed' });
    expect(adoptionOf(head, row({ op: 'delete' }), { record: person, place: null })).toMatchObject({
      do: 'nothing',
    });
    expect(quarantinedRow({ row: { c: 'toString', id: 'x', op: 'edit' } })).toBeNull();
  });
});
