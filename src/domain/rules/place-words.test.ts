import { expect, it } from 'vitest';
import { placeInWords, placeNames } from './place-words.ts';

const names = placeNames([
  { place: 'c1', name: '幸福里社区' },
  { place: 'c1/g02', name: '第二网格' },
  { place: 'c1/g02/b05', name: '5号楼1单元' },
  { place: 'c1/g02/b05/h0402', name: '402室' },
]);

it('says a place as people do, as far as its names are at hand', () => {
  expect(placeInWords('c1', names)).toBe('幸福里社区');
  expect(placeInWords('c1/g02', names)).toBe('第二网格');
  expect(placeInWords('c1/g02/b05/h0402', names)).toBe('第二网格 · 5号楼1单元 402室');
  expect(placeInWords('c1/g02/b05/h0501', names)).toBe('第二网格 · 5号楼1单元 501');
  expect(placeInWords('c1/g02/b99/h0501', names)).toBe('第二网格 · 501');
  expect(placeInWords('c9/g09', names)).toBe('');
});
