import { z } from 'zod';
import { defineRecordType, reference, text, time, type RecordOf } from './record-type.ts';

const whoCares = ['admin', 'socialWorker', 'head', 'liaison', 'involved'] as const;
const whoPlans = ['admin', 'socialWorker', 'head'] as const;

export const careGrades = ['high', 'medium', 'low'] as const;
export type CareGrade = (typeof careGrades)[number];

/** Residents and volunteers, with the care plan of those who are watched. */
export const peopleType = defineRecordType({
  collection: 'people',
  shape: 0,
  upgrades: {},
  kinds: {
    resident: {
      read: {
        admin: 'below',
        socialWorker: 'below',
        head: 'below',
        core: 'below',
        liaison: 'below',
        involved: true,
      },
      create: ['admin', 'socialWorker', 'head', 'liaison'],
      edit: ['admin', 'socialWorker', 'head', 'liaison'],
      delete: ['admin', 'socialWorker'],
    },
  },
  fields: {
    name: { schema: text(60).min(1), merge: 'latest' },
    gender: { schema: z.enum(['male', 'female']).optional(), merge: 'latest' },
    /** YYYY-MM-DD, or YYYY where only the year is known. */
    birthDate: {
      schema: z
        .string()
        .regex(/^\d{4}(-\d{2}-\d{2})?$/)
        .optional(),
      merge: 'latest',
      read: whoCares,
    },
    phone: { schema: text(30).optional(), merge: 'latest', read: whoCares, sensitive: true },
    /** Relation to the head of the household, in the roster's words: 户主, 配偶, 子女. */
    relation: { schema: text(20).optional(), merge: 'latest' },
    livesAlone: { schema: z.boolean().optional(), merge: 'latest', read: whoCares },
    disability: {
      schema: text(40).optional(),
      merge: 'latest',
      read: whoCares,
      sensitive: true,
    },
    /** Hearing, medicine, hazards, when to come: what a visitor must know. */
    remark: { schema: text(1000).optional(), merge: 'latest', read: whoCares, sensitive: true },
    emergencyContact: {
      schema: text(80).optional(),
      merge: 'latest',
      read: whoCares,
      sensitive: true,
    },
    /** Present for a watched person; the interval and grace of each grade are a setting. */
    grade: { schema: z.enum(careGrades).optional(), merge: 'latest', write: whoPlans },
    watchedSince: { schema: time.optional(), merge: 'latest', write: whoPlans },
    /** Elder-watch volunteers who look in on this person. */
    watchers: { schema: z.array(reference).max(20).optional(), merge: 'latest', write: whoPlans },
    skills: { schema: z.array(text(20)).max(20).optional(), merge: 'latest' },
    importBatch: { schema: text(40).optional(), merge: 'once', write: ['admin', 'socialWorker'] },
  },
  involves: (record) => [record.id, ...((record['watchers'] as string[] | undefined) ?? [])],
});

export type Person = RecordOf<typeof peopleType>;
