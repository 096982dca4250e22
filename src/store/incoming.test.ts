import { describe, expect, it } from 'vitest';
import { recordTypes } from '../domain/record-types.ts';
import type { AnyRecord } from '../domain/record-type.ts';
import { afterAbsence, afterCopy, type Reread } from './incoming.ts';
import type { StoredRecord } from './record-database.ts';

const me = '0193c1f0-0000-7000-8000-0000000000aa';
const type = recordTypes.people;
const lost: Reread = {
  reader: { person: me, grants: [{ role: 'liaison', place: 'c1/g1/b1' }] },
  shared: 50,
  lastRead: 9_000,
  stamp: (from = 10_000) => from,
};

const server = (version: number, fields: object): AnyRecord => ({
  id: '0193c1f0-0000-7000-8000-000000000001',
  kind: 'resident',
  place: 'c1/g1/b1/h1',
  involves: [],
  createdAt: 1,
  createdBy: 'somebody',
  receivedAt: 1,
  name: '李',
  version,
  ...fields,
});
const local = (version: number, fields: object): StoredRecord => ({
  ...server(version, fields),
  unsent: {},
  unsentSince: 0,
  ...fields,
});

describe('a copy of a restored server', () => {
  it('is offered what the lost history knew, though its numbers have passed that by', () => {
    const next = afterCopy(type, server(70, { remark: '旧' }), local(60, { remark: '新' }), lost);
    expect(next).toMatchObject({ remark: '新', unsent: { remark: { at: 9_000, seen: 0 } } });
  });

  it('is offered beside what somebody gave back who knew less or more', () => {
    const theirs = server(70, { remark: '旧', receivedAt: 9_500 });
    const next = afterCopy(type, theirs, local(60, { remark: '新' }), lost);
    expect(next).toMatchObject({ remark: '新', unsent: { remark: { at: 9_000, seen: 1 } } });
  });

  it('is offered later than what this device wrote in it by a clock that was ahead', () => {
    const ahead = { ...lost, stamp: (from = 10_000) => Math.max(from, 500_000) };
    const next = afterCopy(type, server(70, { remark: '旧' }), local(60, { remark: '新' }), ahead);
    expect(next.unsent).toEqual({ remark: { at: 500_000, seen: 0 } });
  });

  it('stands where the device knew nothing that the backup had not', () => {
    const next = afterCopy(type, server(51, { remark: '新' }), local(50, { remark: '旧' }), lost);
    expect(next).toMatchObject({ remark: '新', version: 51, unsentSince: 0 });
  });

  it('has not been seen by what was written here in sight of the lost history', () => {
    const unsent = { remark: { at: 8_000, seen: 58 } };
    const mine = local(58, { remark: '我的', unsent, unsentSince: 8_000 });
    const next = afterCopy(type, server(55, { remark: '别人的' }), mine, lost);
    expect(next).toMatchObject({ remark: '我的', unsent: { remark: { at: 8_000, seen: 50 } } });
  });
});

describe('a record that a restored server has not', () => {
  const ours = (version: number) => local(version, { createdBy: me });

  it('is given back by who made it, if the backup cannot have had it', () => {
    expect(afterAbsence(type, ours(60), lost)).toMatchObject({ version: 0, unsentSince: 10_000 });
  });

  it('leaves, if the backup had it: then it was deleted or has moved away', () => {
    expect(afterAbsence(type, ours(50), lost)).toBe('bury');
  });

  it('stays with what was written on it here, until somebody gives it back or the server refuses', () => {
    const unsent = { remark: { at: 8_000, seen: 58 } };
    const mine = local(58, { remark: '我的', unsent, unsentSince: 8_000 });
    const kept = afterAbsence(type, mine, lost) as StoredRecord;
    expect(kept).toMatchObject({ version: 0, unsent: { remark: { at: 8_000, seen: 50 } } });
    expect(afterCopy(type, server(52, {}), kept)).toMatchObject({ version: 52, remark: '我的' });
  });
});
