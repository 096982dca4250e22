import { describe, expect, it } from 'vitest';
import { doorByKey } from './door-keys.ts';

const cell = (place: string | null) => (place === null ? null : { place });
const rows = [
  ['301', '302', '303'],
  ['201', null, '203'],
  [null, null, null],
  ['101', '102', '103'],
].map((cells, index) => ({ floor: 4 - index, cells: cells.map(cell) }));
const from = (place: string) => (key: string) => doorByKey(rows, place, key);

describe('arrow keys in the building', () => {
  it('walk along a floor and on to the next one', () => {
    expect(from('301')('ArrowRight')).toBe('302');
    expect(from('303')('ArrowRight')).toBe('201');
    expect(from('203')('ArrowLeft')).toBe('201');
    expect(from('301')('ArrowLeft')).toBeNull();
  });

  it('go up and down in the same column, over gaps and empty floors', () => {
    expect(from('301')('ArrowDown')).toBe('201');
    expect(from('203')('ArrowDown')).toBe('103');
    expect(from('302')('ArrowDown')).toBe('201');
    expect(from('102')('ArrowUp')).toBe('201');
    expect(from('103')('ArrowDown')).toBeNull();
  });

  it('jump to either end, and leave other keys alone', () => {
    expect(from('203')('Home')).toBe('301');
    expect(from('203')('End')).toBe('103');
    expect(from('203')('Enter')).toBeNull();
    expect(from('999')('ArrowDown')).toBeNull();
  });
});
