import { z } from 'zod';
import { asAuthor } from './involvement.ts';
import {
  defineRecordType,
  reference,
  text,
  time,
  type AnyRecord,
  type RecordOf,
} from './record-type.ts';

export const visitOutcomes = ['met', 'notIn', 'refused', 'moved'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

export const alarmReasons = ['fall', 'ill', 'noAnswer', 'gas', 'fire', 'other'] as const;
export type AlarmReason = (typeof alarmReasons)[number];

/** Room for more questions than there are, and for no more than that. */
const mostAnswers = 60;

const whoCares = ['admin', 'socialWorker', 'head', 'liaison', 'involved'] as const;

const writtenOnce = {
  read: {
    admin: 'below',
    socialWorker: 'below',
    head: 'below',
    core: 'below',
    liaison: 'below',
    involved: true,
  },
  create: ['admin', 'socialWorker', 'head', 'core', 'liaison', 'volunteer'],
  edit: [],
  delete: [],
} as const;

/** Somebody takes care of an alarm, adds to it what is known by now, or says how it ended. */
export const visitAck = z.object({
  id: reference,
  at: time,
  by: text(40),
  byName: text(60).optional(),
  device: text(40).optional(),
  receivedAt: time.optional(),
  note: text(400).optional(),
  /** What happened, told after the alarm was raised: the alarm itself is written once. */
  reason: z.enum(alarmReasons).optional(),
  closes: z.boolean().optional(),
});
export type VisitAck = z.infer<typeof visitAck>;

/** A knock at a door, written once; a correction is a new record that names the old one. */
export const visitsType = defineRecordType({
  collection: 'visits',
  shape: 0,
  upgrades: {},
  kinds: {
    round: writtenOnce,
    /** Nobody logs a visit to himself: somebody else must have seen him. */
    watch: { ...writtenOnce, createAbout: ['watcher'] },
    /** Whoever raised it or may be sent there says what he finds and that he goes. */
    alarm: {
      ...writtenOnce,
      createAbout: ['self', 'watcher'],
      edit: ['admin', 'socialWorker', 'head', 'liaison', 'core', 'involved'],
    },
  },
  fields: {
    /** The watched person the visit is about; a household's own visit has none. */
    person: { schema: reference.optional(), merge: 'once' },
    startedAt: { schema: time, merge: 'once' },
    finishedAt: { schema: time, merge: 'once' },
    outcome: { schema: z.enum(visitOutcomes).optional(), merge: 'once' },
    /** Answers to ask and look, question to choice, such as `health: "well"`. */
    answers: {
      schema: z
        .record(text(30), text(30))
        .refine((answers) => Object.keys(answers).length <= mostAnswers)
        .optional(),
      merge: 'once',
      read: whoCares,
      sensitive: true,
    },
    note: { schema: text(2000).optional(), merge: 'once', read: whoCares, sensitive: true },
    visitorName: { schema: text(60).optional(), merge: 'once' },
    /** Who wrote it first, when somebody else took it over from what could not be applied. */
    wroteFirst: {
      schema: text(60).optional(),
      merge: 'once',
      write: ['admin', 'socialWorker', 'head'],
    },
    /** Needs raised at the door. */
    needs: { schema: z.array(reference).max(20).optional(), merge: 'once' },
    corrects: { schema: reference.optional(), merge: 'once' },
    /** An alarm only: what happened, and who has taken it up. */
    reason: {
      schema: z.enum(alarmReasons).optional(),
      merge: 'once',
    },
    acks: { schema: z.array(visitAck).max(50).optional(), merge: 'grow', kinds: ['alarm'] },
  },
  indexes: ['finishedAt'],
  involves: (record) => {
    const person = record['person'] as string | undefined;
    const author = asAuthor(record.createdBy);
    return person ? [author, person] : [author];
  },
  agesFrom: (record: AnyRecord) => record['finishedAt'] as number,
});

export type Visit = RecordOf<typeof visitsType>;
