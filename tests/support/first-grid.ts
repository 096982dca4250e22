import { received } from './screen-on-device.tsx';

/** A morning in November, at which screens are drawn. */
export const now = Date.parse('2026-11-21T10:32:00+08:00');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A grid with one building, for screens that name places. */
export const grid = 'c1/g1';
export const building = 'c1/g1/b1';
export const firstGrid = [
  received('places', { kind: 'grid', place: grid, name: '第一网格' }, 1),
  received('places', { kind: 'building', place: building, name: '5号楼1单元' }, 1),
];

/** Two who are not the reader. */
export const li = '0193c1f0-0000-7000-8000-0000000000b1';
export const wang = '0193c1f0-0000-7000-8000-0000000000b2';
