import type { FieldRow, KindRow } from './policy-row.ts';

const office = ['admin', 'socialWorker', 'head'] as const;
const door = [...office, 'liaison'] as const;
const staff = [...door, 'core'] as const;

const once: readonly FieldRow[] = [
  {
    names: [
      'person',
      'startedAt',
      'finishedAt',
      'outcome',
      'visitorName',
      'needs',
      'corrects',
      'reason',
    ],
    change: [],
  },
  // Only whoever decides about what could not be applied says that somebody else wrote it.
  { names: ['wroteFirst'], change: [], first: office },
  { names: ['answers', 'note'], read: [...door, 'involved'], change: [] },
];

const knocking = {
  read: { below: staff, above: [], involved: true },
  move: [],
  remove: [],
} as const;

const serving = [...staff, 'volunteer'] as const;

export const visitRows: Readonly<Record<string, KindRow>> = {
  'visits/round': {
    ...knocking,
    zh: '入户走访',
    en: 'round visit',
    create: { below: serving, about: [] },
    fields: [...once, { names: ['acks'], change: [], first: [] }],
  },
  /** A watched person does not log a visit to herself: somebody else must have seen her. */
  'visits/watch': {
    ...knocking,
    zh: '守望探访',
    en: 'elder-watch visit',
    create: { below: serving, about: ['watcher'] },
    fields: [...once, { names: ['acks'], change: [], first: [] }],
  },
  'visits/alarm': {
    ...knocking,
    zh: '紧急情况',
    en: 'alarm',
    create: { below: serving, about: ['self', 'watcher'] },
    fields: [...once, { names: ['acks'], change: [...staff, 'involved'] }],
  },
};
