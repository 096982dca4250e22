import { describe, expect, it } from 'vitest';
import { roles } from '../domain/record-type.ts';
import { problemCodes } from '../protocol/problem.ts';
import { problemWords } from '../ui/problem-words.ts';
import { roleWords } from '../ui/role-words.ts';
import { sayIn, type Words } from '../ui/words.ts';

const files = import.meta.glob<Record<string, unknown>>(
  ['../**/words.ts', '../**/*-words.ts', '!../ui/words.ts'],
  { eager: true },
);

function isWords(value: unknown): value is Words<string> {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

const all = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter(isWords)
    .map((words) => [words.name, file, words] as const),
);

const chinese = /\p{Script=Han}/u;
const filled = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

describe('the catalogue', () => {
  it('finds the words of the app', () => {
    expect(all.length).toBeGreaterThan(8);
  });

  it('has no two lists of words under one name', () => {
    const names = all.map(([name]) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(all)('%s says the same in both languages (%s)', (_name, _file, words) => {
    const faults = Object.entries(words.zh).flatMap(([key, zh]) => {
      const en = words.en[key] ?? '';
      if (zh.trim() === '' || en.trim() === '') return [`${key} is empty`];
      const strange = filled(en).filter((name) => !filled(zh).includes(name));
      return strange.map((name) => `${key} has no ${name} in Chinese`);
    });
    expect(faults).toEqual([]);
  });

  it.each(all)('%s speaks English in English (%s)', (_name, _file, words) => {
    const strays = Object.entries(words.en).filter(
      // Chinese may be quoted in a sentence; a language is offered under its own name.
      ([, en]) => chinese.test(en) && !/[a-z]{3}/i.test(en) && en !== '中文',
    );
    expect(strays).toEqual([]);
  });

  it('has a reason and a way on for every problem code, and for what the device adds', () => {
    const device = ['unreachable', 'notOurs', 'recordMissing', 'storeClosed'];
    const wanted = [...problemCodes, ...device].flatMap((code) => [code, `${code}.do`]);
    expect(Object.keys(problemWords.zh).toSorted()).toEqual(wanted.toSorted());
  });

  it('has a word for every role', () => {
    expect(Object.keys(roleWords.zh).toSorted()).toEqual(roles.toSorted());
  });

  it('fills in numbers and takes the English singular', () => {
    const format = all.find(([name]) => name === 'format')?.[2];
    const say = sayIn(format as Words<string>, 'en');
    expect([say('days', { n: 1 }), say('days', { n: 2 })]).toEqual(['1 day', '2 days']);
  });
});
