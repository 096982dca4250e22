import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPinyin } from './pinyin.ts';
import { search, searchIndex, type Findable } from './search-index.ts';

const people: Findable[] = [
  {
    id: '1',
    name: '王桂英',
    door: '302',
    phone: '13800001234',
    where: '第一网格 · 3号楼2单元 302',
  },
  { id: '2', name: '王贵', door: '1302', phone: '', where: '第一网格 · 3号楼2单元 1302' },
  {
    id: '3',
    name: '单田芳',
    door: '501',
    phone: '13900003020',
    where: '第二网格 · 5号楼1单元 501',
  },
  {
    id: '4',
    name: '买买提·艾力',
    door: '101',
    phone: '+86 137 0000 0001',
    where: '第一网格 · 1号楼1单元 101',
  },
  { id: '5', name: '𠮷田梅', door: '201', phone: '', where: '第一网格 · 1号楼1单元 201' },
  { id: '6', name: '吕丽', door: '102', phone: '', where: '第一网格 · 1号楼1单元 102' },
];
const pinyin = await loadPinyin();
const index = searchIndex(people, pinyin);
const found = (question: string) => search(index, question).map((person) => person.name);

describe('searching people', () => {
  it.each([
    ['王桂英', ['王桂英']],
    ['桂英', ['王桂英']],
    ['wgy', ['王桂英']],
    ['wangguiying', ['王桂英']],
    ['wanggy', ['王桂英']],
    ['guiying', ['王桂英']],
    ['WANG gui', ['王桂英', '王贵']],
    // The surname 单 is read shan, not dan.
    ['shantianfang', ['单田芳']],
    ['stf', ['单田芳']],
    ['1234', ['王桂英']],
    ['13700000001', ['买买提·艾力']],
    ['买买提艾力', ['买买提·艾力']],
    ['𠮷田', ['𠮷田梅']],
    ['lvli', ['吕丽']],
    ['5号楼', ['单田芳']],
    ['3号楼 302', ['王桂英']],
    ['３０２', ['王桂英', '单田芳']],
    ['没有这个人', []],
    ['   ', []],
  ])('%s finds %j', (question, names) => {
    expect(found(question)).toEqual(names);
  });

  it('puts the door itself before a telephone that contains its number', () => {
    expect(found('302')).toEqual(['王桂英', '单田芳']);
  });

  it('puts those whose surname sounds so before those in whose name it only occurs', () => {
    const namesakes = ['刘兴旺', '王丽'].map((name) => ({
      id: name,
      name,
      door: '',
      phone: '',
      where: '1',
    }));
    expect(search(searchIndex(namesakes, pinyin), 'wang').map(({ name }) => name)).toEqual([
      '王丽',
      '刘兴旺',
    ]);
  });

  it('works by name and door before the dictionary is there', () => {
    const early = searchIndex(people, null);
    expect(search(early, '桂英').map((person) => person.id)).toEqual(['1']);
    expect(search(early, 'wgy')).toEqual([]);
  });

  it('finds everybody by his whole name, whatever is typed around it, and never fails on odd input', () => {
    fc.assert(
      fc.property(fc.constantFrom(...people), fc.string(), (person, noise) => {
        expect(search(index, ` ${person.name} `)).toContain(person);
        expect(Array.isArray(search(index, noise))).toBe(true);
      }),
    );
  });
});
