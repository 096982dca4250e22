import { describe, expect, it } from 'vitest';
import {
  isBlank,
  isSettling,
  likelyOutcome,
  stepReached,
  undoLeft,
  undoTime,
  visitAtOnce,
  visitBegun,
  visitCorrecting,
} from './visit-draft.ts';
import type { Visit } from './visits.ts';

const start = { kind: 'round', place: 'c1/g1/b1/h0302', at: 1_000_000 } as const;

describe('a visit before it is finished', () => {
  it('is half filled until it has an end; made by one tap it is complete and rests', () => {
    expect(isSettling(visitBegun(start))).toBe(false);
    const atOnce = visitAtOnce(start, 'notIn');
    expect(isSettling(atOnce)).toBe(true);
    expect(atOnce).toMatchObject({ outcome: 'notIn', finishedAt: start.at });
  });

  it('can be taken back for a while, and not for ever by setting the clock back', () => {
    const visit = visitAtOnce(start, 'notIn');
    expect(undoLeft(visit, start.at)).toBe(undoTime);
    expect(undoLeft(visit, start.at + undoTime - 1)).toBe(1);
    expect(undoLeft(visit, start.at + undoTime)).toBe(0);
    expect(undoLeft(visit, start.at - 3_600_000)).toBe(0);
  });

  it('is blank until something was filled in; whom it is about is no filling in', () => {
    expect(isBlank(visitBegun({ ...start, person: 'p', visitorName: '李芳' }))).toBe(true);
    expect(isBlank({ answers: { health: 'well' } })).toBe(false);
    expect(isBlank({ note: '' })).toBe(false);
    expect(isBlank({ needs: [] })).toBe(false);
    expect(isBlank({ corrects: 'v' })).toBe(false);
  });

  it('is taken up again where one had got to', () => {
    const looks = ['gas', 'water'];
    expect(stepReached({}, looks)).toBe('ask');
    expect(stepReached({ answers: { health: 'well' } }, looks)).toBe('ask');
    expect(stepReached({ answers: { health: 'well', water: 'leak' } }, looks)).toBe('look');
    expect(stepReached({ note: '门口有煤气味' }, looks)).toBe('record');
  });

  it('counts as met where questions were answered, unless something else was said', () => {
    expect(likelyOutcome({})).toBeNull();
    expect(likelyOutcome({ answers: { health: 'well' } })).toBe('met');
    expect(likelyOutcome({ answers: { health: 'well' }, outcome: 'refused' })).toBe('refused');
  });

  it('corrects another by telling the same again under its own name', () => {
    const old: Visit = {
      ...visitAtOnce(start, 'notIn'),
      id: 'old',
      involves: [],
      createdAt: start.at,
      createdBy: 'me',
      version: 3,
      receivedAt: start.at,
      note: '没人应门',
      visitorName: '李芳',
    };
    const correction = visitCorrecting(old, '王站长');
    expect(correction).toEqual({
      kind: 'round',
      place: start.place,
      startedAt: start.at,
      finishedAt: 0,
      corrects: 'old',
      outcome: 'notIn',
      note: '没人应门',
      visitorName: '王站长',
    });
  });
});
