import { describe, expect, it } from 'vitest';
import { placeFromHere } from './place-from-here.ts';
import { placeNames } from './place-words.ts';

const names = placeNames([
  { place: 'c1', name: '幸福里社区' },
  { place: 'c1/g02', name: '第二网格' },
  { place: 'c1/g02/b05', name: '5号楼1单元' },
]);
const door = 'c1/g02/b05/h0402';
const from = (...places: readonly string[]) =>
  placeFromHere(
    door,
    names,
    places.map((place) => ({ place })),
  );

describe('a place, said among colleagues', () => {
  it('leaves out what the listener stands in', () => {
    expect(from('c1/g02/b05')).toBe('402');
    expect(from('c1/g02')).toBe('5号楼1单元 402');
    expect(from('c1')).toBe('第二网格 · 5号楼1单元 402');
    expect(from('c1', 'c1/g02/b05')).toBe('402');
  });

  it('names the building to whoever goes to several, and all of it to a stranger', () => {
    expect(from('c1/g02/b05', 'c1/g02/b06')).toBe('5号楼1单元 402');
    expect(from('c1/g03')).toBe('第二网格 · 5号楼1单元 402');
    expect(from()).toBe('第二网格 · 5号楼1单元 402');
  });

  it('never says nothing of a place that has a name', () => {
    expect(placeFromHere('c1/g02/b05', names, [{ place: 'c1/g02/b05' }])).toBe(
      '第二网格 · 5号楼1单元',
    );
    expect(placeFromHere('c1/g02/b05', names, [{ place: 'c1/g02' }])).toBe('5号楼1单元');
  });
});
