import { z } from 'zod';
import {
  defineRecordType,
  reference,
  roles,
  text,
  time,
  type RecordOf,
  type Role,
} from './record-type.ts';

const appointing = {
  create: ['admin', 'head'],
  edit: ['admin', 'head'],
  delete: ['admin'],
} as const;

const members = {
  admin: 'both',
  socialWorker: 'both',
  head: 'both',
  core: 'both',
  liaison: 'both',
  involved: true,
} as const;

/** Who holds which role in which place, from when to when. A post in force is a grant. */
export const postsType = defineRecordType({
  collection: 'posts',
  shape: 0,
  upgrades: {},
  kinds: {
    /** Administrators, social workers, heads, liaisons: those whom anyone may telephone. */
    duty: {
      ...appointing,
      read: { ...members, volunteer: 'both', teamLeader: 'above', committee: 'above' },
    },
    /** Volunteers, leaders of teams, the supervisory committee. */
    member: { ...appointing, read: members },
  },
  fields: {
    person: { schema: reference, merge: 'once' },
    role: { schema: z.enum(roles), merge: 'once' },
    /** The team of a leader, in the users' words: 健康关怀组. */
    team: { schema: text(30).optional(), merge: 'once' },
    from: { schema: time, merge: 'latest' },
    /** When the post ends; absent while it has no end. */
    until: { schema: time.optional(), merge: 'latest' },
    /** Name and telephone of the holder, so that whoever sees the post can call. */
    name: { schema: text(60), merge: 'latest' },
    phone: { schema: text(30).optional(), merge: 'latest' },
    skills: { schema: z.array(text(20)).max(20).optional(), merge: 'latest' },
    /** The post that this one takes over. */
    follows: { schema: reference.optional(), merge: 'once' },
    importBatch: { schema: text(40).optional(), merge: 'once', write: ['admin', 'socialWorker'] },
  },
  involves: (record) => [record['person'] as string],
});

export type Post = RecordOf<typeof postsType>;

/** The kind of post that goes with a role. */
export function postKindOf(role: Role): Post['kind'] {
  return role === 'admin' || role === 'socialWorker' || role === 'head' || role === 'liaison'
    ? 'duty'
    : 'member';
}

/** Which roles a role may appoint and dismiss: nobody makes somebody stronger than himself. */
export const appoints: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  admin: roles,
  head: ['core', 'liaison', 'volunteer'],
};
