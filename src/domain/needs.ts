import { z } from 'zod';
import { asAuthor } from './involvement.ts';
import { defineRecordType, reference, text, time, type RecordOf } from './record-type.ts';
import { needStatusOf, stepNames } from './need-steps.ts';

const whoArranges = ['admin', 'socialWorker', 'head', 'liaison', 'involved'] as const;
const whoTriages = ['admin', 'socialWorker', 'head'] as const;

export const needCategories = [
  'errand',
  'medical',
  'repair',
  'cleaning',
  'company',
  'learning',
  'mediation',
  'hazard',
  'other',
] as const;
export type NeedCategory = (typeof needCategories)[number];

export const urgencies = ['emergency', 'urgent', 'normal'] as const;
export type Urgency = (typeof urgencies)[number];

/** One thing that happened to a need. `by`, `device` and `receivedAt` come from the server's session. */
export const needStep = z.object({
  id: reference,
  step: z.enum(stepNames),
  at: time,
  by: text(40),
  device: text(40).optional(),
  receivedAt: time.optional(),
  note: text(1000).optional(),
  assignee: reference.optional(),
  /** The assignee's name as it stood, for those who may not read the person's record. */
  assigneeName: text(60).optional(),
  /** The step that an `undone` takes back. */
  undoes: reference.optional(),
});
export type NeedStep = z.infer<typeof needStep>;

const arranging = {
  create: ['admin', 'socialWorker', 'head', 'core', 'liaison', 'volunteer'],
  createAbout: ['self', 'watcher'],
  edit: ['admin', 'socialWorker', 'head', 'liaison', 'involved'],
  delete: ['admin'],
} as const;

/** What somebody asked for, and every step taken since; the status is computed from the steps. */
export const needsType = defineRecordType({
  collection: 'needs',
  shape: 0,
  upgrades: {},
  kinds: {
    need: {
      ...arranging,
      read: {
        admin: 'below',
        socialWorker: 'below',
        head: 'below',
        core: 'below',
        liaison: 'below',
        involved: true,
      },
    },
    /** Crisis and referral cases (危机介入, 个案跟进): nobody but the centre and the head. */
    crisis: {
      ...arranging,
      read: { admin: 'below', socialWorker: 'below', head: 'below' },
      edit: whoTriages,
    },
  },
  fields: {
    category: { schema: z.enum(needCategories), merge: 'latest', write: whoTriages },
    urgency: { schema: z.enum(urgencies), merge: 'latest', write: whoTriages },
    /** What is needed, in the person's words. */
    what: { schema: text(2000).min(1), merge: 'latest' },
    /** When it is wanted, in the person's words or as a time. */
    when: { schema: text(100).optional(), merge: 'latest' },
    /** The resident it is for. */
    person: { schema: reference.optional(), merge: 'once' },
    personName: { schema: text(60).optional(), merge: 'latest' },
    contactPhone: {
      schema: text(30).optional(),
      merge: 'latest',
      read: whoArranges,
      consentedBy: 'consent',
      sensitive: true,
    },
    /** Whether the contact may be shared with whoever helps; not for whoever helps to say. */
    consent: { schema: z.boolean(), merge: 'latest', write: [...whoTriages, 'liaison'] },
    source: { schema: z.enum(['door', 'window', 'box', 'resident']), merge: 'once' },
    /** The visit at which it was raised. */
    visit: { schema: reference.optional(), merge: 'once' },
    /** Who wrote it first, when somebody else took it over from what could not be applied. */
    wroteFirst: {
      schema: text(60).optional(),
      merge: 'once',
      write: ['admin', 'socialWorker', 'head'],
    },
    steps: { schema: z.array(needStep).max(200), merge: 'grow' },
  },
  involves: (record) => {
    const assignee = needStatusOf(record['steps'] as NeedStep[]).assignee;
    const person = record['person'] as string | undefined;
    return [
      asAuthor(record.createdBy),
      ...(person ? [person] : []),
      ...(assignee ? [assignee] : []),
    ];
  },
  agesFrom: (record) => needStatusOf(record['steps'] as NeedStep[]).closedAt,
});

export type Need = RecordOf<typeof needsType>;
