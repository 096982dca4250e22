import type { KindRow } from './policy-row.ts';

const office = ['admin', 'socialWorker', 'head'] as const;
const door = [...office, 'liaison'] as const;
const staff = [...door, 'core'] as const;

/** Whoever serves in a place speaks for those who live there; so does whoever looks in on somebody, or needs help. */
const raising = { below: [...staff, 'volunteer'], about: ['self', 'watcher'] } as const;

export const needRows: Readonly<Record<string, KindRow>> = {
  'needs/need': {
    zh: '需求',
    en: 'need',
    read: { below: staff, above: [], involved: true },
    create: raising,
    move: [],
    remove: ['admin'],
    fields: [
      { names: ['category', 'urgency'], change: office },
      { names: ['what', 'when', 'personName'], change: [...door, 'involved'] },
      {
        names: ['contactPhone'],
        read: [...door, 'involved'],
        withConsent: 'consent',
        change: [...door, 'involved'],
      },
      // Whoever helps does not decide whether he may have the telephone number.
      { names: ['consent'], change: door },
      { names: ['person', 'source', 'visit'], change: [] },
      { names: ['wroteFirst'], change: [], first: office },
      { names: ['steps'], change: [...door, 'involved'] },
    ],
  },
  /** Anyone may notice a crisis and say so; from then on it is read by those who answer for it alone. */
  'needs/crisis': {
    zh: '危机个案',
    en: 'crisis or referral case',
    read: { below: office, above: [], involved: false },
    create: raising,
    move: [],
    remove: ['admin'],
    fields: [
      {
        names: [
          'category',
          'urgency',
          'what',
          'when',
          'personName',
          'contactPhone',
          'consent',
          'steps',
        ],
        change: office,
      },
      { names: ['person', 'source', 'visit'], change: [] },
      { names: ['wroteFirst'], change: [], first: office },
    ],
  },
};
