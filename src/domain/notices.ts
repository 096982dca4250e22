import { z } from 'zod';
import { comparison } from './comparison.ts';
import { deviceEnd, handedDevice, type DeviceEnd } from './device-notice.ts';
import {
  defineRecordType,
  reference,
  roles,
  text,
  time,
  type AnyRecord,
  type RecordOf,
} from './record-type.ts';

const forReview = {
  read: { admin: 'below', socialWorker: 'below', head: 'below' },
  create: [],
  edit: ['admin', 'socialWorker', 'head'],
  delete: [],
} as const;

const toEveryone = {
  admin: 'both',
  socialWorker: 'both',
  head: 'both',
  core: 'both',
  liaison: 'both',
  volunteer: 'above',
  teamLeader: 'above',
  committee: 'above',
} as const;

/** Somebody has dealt with a conflict or a quarantined edit, or has read a notice. */
const receipt = z.object({
  id: reference,
  at: time,
  by: text(40),
  device: text(40).optional(),
  receivedAt: time.optional(),
  choice: z.enum(['read', 'keep', 'putBack', 'setAside']).optional(),
  /** Why somebody decided so, in his words. */
  note: text(400).optional(),
});
export type Receipt = z.infer<typeof receipt>;

/** Who wrote something, on which device, when; the names are as they were then, for people and devices that go. */
const origin = {
  by: text(40),
  byName: text(60).optional(),
  device: text(40),
  deviceName: text(80).optional(),
  at: time,
} as const;

/** One side of a disagreement: a value and where it came from. */
const side = z.object({ value: z.unknown(), ...origin });
export type ConflictSide = z.infer<typeof side>;

function agesFrom(record: AnyRecord): number | null {
  if (record.kind === 'device') return (record['ended'] as DeviceEnd | undefined)?.at ?? null;
  if (record.kind === 'handover') return (record['doneAt'] as number | undefined) ?? null;
  return record.createdAt;
}

/** What is told to people: notices, and what the server keeps for the responsible person to see. */
export const noticesType = defineRecordType({
  collection: 'notices',
  shape: 0,
  upgrades: {},
  kinds: {
    notice: {
      read: toEveryone,
      create: ['admin', 'socialWorker', 'head'],
      edit: ['admin', 'socialWorker', 'head'],
      delete: ['admin', 'socialWorker'],
    },
    /** Two people wrote the same field side by side: the value that stands and the one that does not. */
    conflict: forReview,
    /** An edit that could not be applied where it was meant: the record moved, the post ended. */
    quarantine: forReview,
    /** A device: whose it is and when it was last heard of; its holder sees it too. */
    device: { ...forReview, read: { ...forReview.read, involved: true }, edit: [] },
    /** The receipt of a post that was handed over: what its holder's devices still have to hand in. */
    handover: { ...forReview, edit: [] },
    /** An import, with what it changed, so that it can be undone. */
    import: {
      read: { admin: 'below', socialWorker: 'below' },
      create: ['admin', 'socialWorker'],
      edit: ['admin', 'socialWorker'],
      delete: ['admin'],
    },
  },
  fields: {
    title: { schema: text(200).optional(), merge: 'latest', kinds: ['notice', 'import'] },
    text: { schema: text(4000).optional(), merge: 'latest', kinds: ['notice'] },
    forRoles: {
      schema: z.array(z.enum(roles)).max(roles.length).optional(),
      merge: 'latest',
      kinds: ['notice'],
    },
    receipts: { schema: z.array(receipt).max(2000).optional(), merge: 'grow' },
    /** The record a conflict or quarantine is about, and the field in dispute. */
    about: { schema: z.object({ c: text(20), id: reference }).optional(), merge: 'server' },
    field: { schema: text(30).optional(), merge: 'server' },
    stands: { schema: side.optional(), merge: 'server' },
    other: { schema: side.optional(), merge: 'server' },
    /** The quarantined row as it came, why, and from whom. */
    row: { schema: z.record(z.string(), z.unknown()).optional(), merge: 'server' },
    problem: { schema: text(40).optional(), merge: 'server' },
    from: {
      schema: z.object(origin).optional(),
      merge: 'server',
    },
    /** A device, and the receipt of a handover: whose. */
    person: { schema: reference.optional(), merge: 'server' },
    heardAt: { schema: time.optional(), merge: 'server' },
    app: { schema: text(40).optional(), merge: 'server' },
    /** How many records waited on the device when it was last heard of. */
    waiting: { schema: z.int().min(0).optional(), merge: 'server' },
    /** What the device is called, how many records it holds, and how its use came to an end. */
    deviceName: { schema: text(80).optional(), merge: 'server' },
    held: { schema: z.int().min(0).optional(), merge: 'server' },
    ended: { schema: deviceEnd.optional(), merge: 'server' },
    compared: { schema: comparison.optional(), merge: 'server' },
    /** A handover only: since when the post is over, the holder's devices, when all of them had handed in. */
    endsAt: { schema: time.optional(), merge: 'server' },
    devices: { schema: z.array(handedDevice).optional(), merge: 'server' },
    doneAt: { schema: time.optional(), merge: 'server' },
    /** An import only: batch id, counts, rejected rows and values from before. */
    batch: { schema: text(40).optional(), merge: 'once', kinds: ['import'] },
    outcome: {
      schema: z.record(z.string(), z.unknown()).optional(),
      merge: 'once',
      kinds: ['import'],
    },
    undoneAt: { schema: time.optional(), merge: 'latest', kinds: ['import'] },
  },
  involves: (record) => (typeof record['person'] === 'string' ? [record['person']] : []),
  agesFrom,
});

export type Notice = RecordOf<typeof noticesType>;
