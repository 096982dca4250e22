import { describe, expect, it } from 'vitest';
import { standingVisits } from './corrections.ts';

describe('corrected visits', () => {
  it('give way to what corrects them, along a whole chain', () => {
    const chain = [
      { id: 'a' },
      { id: 'b', corrects: 'a' },
      { id: 'c', corrects: 'b' },
      { id: 'd' },
    ];
    expect(standingVisits(chain).map((visit) => visit.id)).toEqual(['c', 'd']);
  });

  it('stand when what is corrected is not at hand, or when a record names itself', () => {
    const visits = [
      { id: 'b', corrects: 'a' },
      { id: 'c', corrects: 'c' },
    ];
    expect(standingVisits(visits)).toEqual(visits);
  });
});
