import { z } from 'zod';
import { defineRecordType, text, type RecordOf } from './record-type.ts';

const everyRole = {
  admin: 'both',
  socialWorker: 'both',
  head: 'both',
  core: 'both',
  liaison: 'both',
  // Watched people live anywhere: their building's name is how a volunteer finds the door.
  volunteer: 'both',
  teamLeader: 'above',
  committee: 'above',
} as const;

const outline = {
  read: everyRole,
  create: ['admin', 'socialWorker'],
  edit: ['admin', 'socialWorker'],
  delete: ['admin'],
} as const;

/** Community, grid, building group and household: the tree everything else hangs on. */
export const placesType = defineRecordType({
  collection: 'places',
  shape: 0,
  upgrades: {},
  kinds: {
    community: { ...outline, create: [], delete: [] },
    grid: outline,
    building: outline,
    household: {
      read: {
        admin: 'below',
        socialWorker: 'below',
        head: 'below',
        core: 'below',
        liaison: 'below',
      },
      create: ['admin', 'socialWorker', 'head'],
      edit: ['admin', 'socialWorker', 'head', 'liaison'],
      delete: ['admin', 'socialWorker'],
    },
  },
  fields: {
    /** What people call it: 第一网格, 3号楼2单元; a household's door number. */
    name: { schema: text(60).min(1), merge: 'latest', write: ['admin', 'socialWorker', 'head'] },
    stage: {
      schema: z.enum(['survey', 'pilot', 'full']).optional(),
      merge: 'latest',
      write: ['admin', 'socialWorker', 'head'],
    },
    /** What whoever knocks should know about the door, not about a person. */
    remark: { schema: text(400).optional(), merge: 'latest' },
    /** The import that made this record, so that it can be undone. */
    importBatch: { schema: text(40).optional(), merge: 'once', write: ['admin', 'socialWorker'] },
  },
  involves: () => [],
});

export type Place = RecordOf<typeof placesType>;
