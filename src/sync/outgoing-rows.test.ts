import { describe, expect, it } from 'vitest';
import { removal, wholeRecord, type LocalRecord, type Unsent } from '../domain/merge.ts';
import { rowsOf } from './outgoing-rows.ts';

const id = '0193c1f0-1111-7000-8000-000000000001';
const record = (unsent: Record<string, Unsent>, fields: object = {}): LocalRecord => ({
  id,
  kind: 'need',
  place: 'c1/g1',
  involves: ['x'],
  createdAt: 1,
  createdBy: 'me',
  version: 9,
  receivedAt: 4,
  what: '灯',
  consent: true,
  steps: [
    { id: 'a', step: 'submitted', at: 1, by: 'me', receivedAt: 2 },
    { id: 'b', step: 'triaged', at: 3, by: 'me' },
  ],
  unsent,
  unsentSince: 1,
  ...fields,
});

describe('the rows of a record', () => {
  it('say a new record whole, without what only the server writes', () => {
    const marks = { [wholeRecord]: { at: 20, seen: 0 }, what: { at: 20, seen: 0 } };
    const [row, ...others] = rowsOf('needs', record(marks, { draft: undefined, stands: 1 }));
    expect(others).toEqual([]);
    expect(row?.row).toMatchObject({
      op: 'create',
      stamp: 20,
      r: { kind: 'need', place: 'c1/g1', createdAt: 1 },
    });
    const body = (row!.row as { r: object }).r;
    for (const name of [
      'id',
      'involves',
      'createdBy',
      'version',
      'receivedAt',
      'unsent',
      'draft',
      'stands',
    ]) {
      expect(body).not.toHaveProperty(name);
    }
    expect(row?.taken).toEqual({ [wholeRecord]: 20, what: 20 });
  });

  it('say one edit for each version that was in sight, with only new members of a set', () => {
    const rows = rowsOf(
      'needs',
      record({
        what: { at: 5, seen: 7 },
        contactPhone: { at: 6, seen: 9 },
        steps: { at: 7, seen: 9 },
      }),
    );
    expect(rows.map(({ row }) => row)).toEqual([
      { c: 'needs', id, op: 'edit', set: { what: '灯' }, stamps: { what: 5 }, seen: 7 },
      {
        c: 'needs',
        id,
        op: 'edit',
        set: { contactPhone: null, steps: [{ id: 'b', step: 'triaged', at: 3, by: 'me' }] },
        stamps: { contactPhone: 6, steps: 7 },
        seen: 9,
      },
    ]);
  });

  it('say a removal last, and before it what was edited: that must not go down with a refused removal', () => {
    const rows = rowsOf(
      'needs',
      record({ [removal]: { at: 8, seen: 9 }, what: { at: 5, seen: 7 } }),
    );
    expect(rows.map(({ row, taken }) => [row, taken])).toEqual([
      [
        { c: 'needs', id, op: 'edit', set: { what: '灯' }, stamps: { what: 5 }, seen: 7 },
        { what: 5 },
      ],
      [{ c: 'needs', id, op: 'delete', stamp: 8 }, { [removal]: 8 }],
    ]);
  });

  it('of a record that the server has not heard of say its removal and nothing else', () => {
    const marks = { [wholeRecord]: { at: 5, seen: 0 }, [removal]: { at: 8, seen: 0 } };
    const rows = rowsOf('needs', record({ ...marks, what: { at: 6, seen: 0 } }));
    expect(rows.map(({ row, taken }) => [row, taken])).toEqual([
      [
        { c: 'needs', id, op: 'delete', stamp: 8 },
        { [wholeRecord]: 5, [removal]: 8, what: 6 },
      ],
    ]);
  });
});
