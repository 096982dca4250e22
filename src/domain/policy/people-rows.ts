import type { KindRow } from './policy-row.ts';

const centre = ['admin', 'socialWorker'] as const;
const office = [...centre, 'head'] as const;
const door = [...office, 'liaison'] as const;
const staff = [...door, 'core'] as const;

const appointing = {
  create: { below: ['admin', 'head'], about: [] },
  move: [],
  remove: ['admin'],
  fields: [
    { names: ['person', 'role', 'team', 'follows'], change: [] },
    { names: ['importBatch'], change: [], first: centre },
    { names: ['from', 'until', 'name', 'phone', 'skills'], change: ['admin', 'head'] },
  ],
} as const;

export const peopleRows: Readonly<Record<string, KindRow>> = {
  'people/resident': {
    zh: '居民',
    en: 'resident',
    read: { below: staff, above: [], involved: true },
    create: { below: door, about: [] },
    move: door,
    remove: centre,
    fields: [
      { names: ['name', 'gender', 'relation', 'skills'], change: door },
      {
        // A core volunteer helps with things; who is ill or alone is for those who care for the person.
        names: ['birthDate', 'phone', 'livesAlone', 'disability', 'remark', 'emergencyContact'],
        read: [...door, 'involved'],
        change: door,
      },
      { names: ['grade', 'watchedSince', 'watchers'], change: office, first: office },
      { names: ['importBatch'], change: [], first: centre },
    ],
  },
  'posts/duty': {
    ...appointing,
    zh: '岗位（可致电）',
    en: 'post of those whom anyone may telephone',
    read: {
      below: [...staff, 'volunteer'],
      above: [...staff, 'volunteer', 'teamLeader', 'committee'],
      involved: true,
    },
  },
  'posts/member': {
    ...appointing,
    zh: '岗位（成员）',
    en: 'post of a member',
    read: { below: staff, above: staff, involved: true },
  },
};
