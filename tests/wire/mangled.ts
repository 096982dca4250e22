import type { Chance } from '../simulation/chance.ts';

type Json = unknown;

const long = 'x'.repeat(70_000);

/** Values on which programs have stumbled before. */
const hostileValues: readonly Json[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  long,
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '𠮷',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table people; --",
  '0193c1f0-0000-7000-8000-0000000000aa',
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  { toString: 'x', toJSON: 'x', hasOwnProperty: 1 },
];

const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', '', 'version', 'a\u0000'];

/** Pieces of text that no program writes, put in where a value stands. */
const hostileTexts = [
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '1e400',
  '-1e400',
  'NaN',
  '{"id":1,"id":2}',
  '"\\ud800"',
  '"\\u0000"',
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
];

const placeholder = '\u0001here';

function keysOf(value: Json): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** A copy of a body with something wrong at one place of it. */
function mangledValue(value: Json, chance: Chance): Json {
  const all = keysOf(value);
  // What lies deep is judged last, and by most: a fault in the first line would hide it.
  const deep = all.filter((each) => keysOf((value as Record<string, Json>)[each]).length > 0);
  const keys = deep.length > 0 && chance.happens(0.8) ? deep : all;
  const key = keys.length > 0 && chance.happens(0.8) ? chance.pick(keys) : null;
  if (key === null) return chance.pick([...hostileValues, placeholder, [value], [value, value]]);
  const copy = structuredClone(value) as Record<string, Json>;
  const how = chance.below(10);
  if (how === 0) delete copy[key];
  else if (how === 1) copy[chance.pick(hostileKeys)] = chance.pick(hostileValues);
  else copy[key] = mangledValue(copy[key], chance);
  return copy;
}

function mangledBytes(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length + 1);
  const how = chance.below(3);
  if (how === 0) return bytes.subarray(0, at);
  if (how === 1) return Buffer.concat([bytes.subarray(0, at), chance.bytes(4), bytes.subarray(at)]);
  const copy = Buffer.from(bytes);
  copy[at] = chance.below(256);
  return copy;
}

/** The bytes of a body in which one to three things are wrong. */
export function mangled(body: Json, chance: Chance): Buffer {
  let value = body;
  for (let times = chance.pick([1, 1, 1, 2, 3]); times > 0; times -= 1)
    value = mangledValue(value, chance);
  const text = JSON.stringify(value).replaceAll(JSON.stringify(placeholder), () =>
    chance.pick(hostileTexts),
  );
  const bytes = Buffer.from(text);
  return chance.happens(0.2) ? mangledBytes(bytes, chance) : bytes;
}
