import type { FieldRow, KindRow } from './policy-row.ts';

const centre = ['admin', 'socialWorker'] as const;
const office = [...centre, 'head'] as const;
const staff = [...office, 'core', 'liaison'] as const;

/** What the server alone writes. */
const told: FieldRow = {
  names: [
    'about',
    'field',
    'stands',
    'other',
    'row',
    'problem',
    'from',
    'person',
    'heardAt',
    'app',
    'waiting',
    'deviceName',
    'held',
    'compared',
    'ended',
    'endsAt',
    'devices',
    'doneAt',
  ],
  change: [],
  first: null,
};
const written = ['title', 'text', 'forRoles'] as const;

/** Kept by the server for whoever is responsible: he decides, and cannot rewrite what he decides about. */
const review = {
  read: { below: office, above: [], involved: false },
  create: { below: [], about: [] },
  move: [],
  remove: [],
  fields: [
    told,
    { names: [...written, 'undoneAt', 'batch', 'outcome'], change: [] },
    { names: ['receipts'], change: office },
  ],
} as const;

const toldOnly: readonly FieldRow[] = [
  told,
  { names: [...written, 'undoneAt', 'batch', 'outcome', 'receipts'], change: [] },
];

export const noticeRows: Readonly<Record<string, KindRow>> = {
  'notices/notice': {
    zh: '公告',
    en: 'notice',
    read: {
      below: staff,
      above: [...staff, 'volunteer', 'teamLeader', 'committee'],
      involved: false,
    },
    create: { below: office, about: [] },
    move: [],
    remove: centre,
    fields: [
      told,
      { names: [...written, 'receipts'], change: office },
      { names: ['undoneAt', 'batch', 'outcome'], change: [], first: [] },
    ],
  },
  'notices/conflict': { ...review, zh: '两人不同', en: 'disagreement' },
  'notices/quarantine': { ...review, zh: '待处理的改动', en: 'change kept for review' },
  /** Whose it is, when it was heard of, what it has not uploaded: its holder sees that too. */
  'notices/device': {
    ...review,
    zh: '设备',
    en: 'device',
    read: { ...review.read, involved: true },
    fields: toldOnly,
  },
  'notices/handover': { ...review, zh: '交接回执', en: 'receipt of a handover', fields: toldOnly },
  'notices/import': {
    zh: '导入',
    en: 'import',
    read: { below: centre, above: [], involved: false },
    create: { below: centre, about: [] },
    move: [],
    remove: ['admin'],
    fields: [
      told,
      { names: ['title', 'undoneAt', 'receipts'], change: centre },
      { names: ['text', 'forRoles'], change: [], first: [] },
      { names: ['batch', 'outcome'], change: [] },
    ],
  },
};
