import { describe, expect, it } from 'vitest';
import { inHouseholdOrder, subjectOf } from './household.ts';

const one = (name: string, more: object = {}) => ({ id: name, name, ...more });

describe('a household', () => {
  it('is named by its head, then by age', () => {
    const people = [
      one('孙女', { birthDate: '2015-01-01' }),
      one('户主', { relation: '户主', birthDate: '1970-01-01' }),
      one('奶奶', { birthDate: '1940' }),
      one('不知道'),
    ];
    expect(inHouseholdOrder(people).map(({ name }) => name)).toEqual([
      '户主',
      '奶奶',
      '孙女',
      '不知道',
    ]);
  });

  it('is visited for the one who is watched most closely, or for nobody in particular', () => {
    const people = [one('甲'), one('乙', { grade: 'low' }), one('丙', { grade: 'high' })] as const;
    expect(subjectOf(people)?.name).toBe('丙');
    expect(subjectOf([one('甲')])).toBeNull();
  });
});
