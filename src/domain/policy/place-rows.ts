import type { KindRow } from './policy-row.ts';

const centre = ['admin', 'socialWorker'] as const;
const office = [...centre, 'head'] as const;
const staff = [...office, 'core', 'liaison'] as const;

/** The outline of the community is no secret to those who serve there; whose door is whose, is. */
const outline = {
  read: {
    below: [...staff, 'volunteer'],
    above: [...staff, 'volunteer', 'teamLeader', 'committee'],
    involved: false,
  },
  create: { below: centre, about: [] },
  move: [],
  remove: ['admin'],
  fields: [
    { names: ['name', 'stage', 'remark'], change: centre },
    { names: ['importBatch'], change: [], first: centre },
  ],
} as const;

export const placeRows: Readonly<Record<string, KindRow>> = {
  'places/community': {
    ...outline,
    zh: '社区',
    en: 'community',
    create: { below: [], about: [] },
    remove: [],
  },
  'places/grid': { ...outline, zh: '网格', en: 'grid' },
  'places/building': { ...outline, zh: '楼栋', en: 'building group' },
  'places/household': {
    zh: '户',
    en: 'household',
    read: { below: staff, above: [], involved: false },
    create: { below: office, about: [] },
    move: office,
    remove: centre,
    fields: [
      { names: ['name', 'stage'], change: office },
      { names: ['remark'], change: [...office, 'liaison'] },
      { names: ['importBatch'], change: [], first: centre },
    ],
  },
};
