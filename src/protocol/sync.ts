import { z } from 'zod';
import { comparison } from '../domain/comparison.ts';
import { plainText } from './plain-text.ts';
import { problem } from './problem.ts';

/** Most rows in one push, and most changes in one page of a pull. */
const maxPushRows = 500;
const maxPullLimit = 5000;
/** A checkpoint names every post of whoever it was given to, up to three times: one is not turned away for having many. */
export const mostCheckpoint = 200_000;
/** The stream is silent for no longer than this (ms); a device that hears nothing for twice as long reconnects. */
export const heartbeatEvery = 25_000;

/** POST /sync/pull: `checkpoint` is null for a first sync, or the string the server gave last. */
export const pullRequest = z.object({
  protocol: z.int(),
  checkpoint: z.string().max(mostCheckpoint).nullable(),
  limit: z.int().min(1).max(maxPullLimit),
  /** The app's version and how many records wait on the device: for the overview of who has not been heard of. */
  app: plainText(40).optional(),
  /** Where everything is read anew: the epoch under which the device read what it has. */
  before: plainText(60).optional(),
  unsent: z.int().min(0).optional(),
  /** How many records it holds, when it has counted. */
  held: z.int().min(0).optional(),
  /** Its last comparison with the server: when, how many records were mended, how many parts differ all the same. */
  compared: comparison.optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** A record as this person may see it, or the word that it is no longer his to hold. */
export const change = z.union([
  z.object({ c: z.string(), r: z.looseObject({ id: z.string(), version: z.int() }) }),
  z.object({ c: z.string(), id: z.string(), gone: z.literal(true) }),
]);
export type Change = z.infer<typeof change>;

export const pullAnswer = z.object({
  epoch: z.string(),
  scopeEpoch: z.string(),
  checkpoint: z.string(),
  more: z.boolean(),
  /** Up to this number the history of the asker's epoch and this one are the same; above it they are two. */
  shared: z.int().optional(),
  /** Present while a snapshot is under way: records sent so far and in all. */
  progress: z.object({ done: z.int(), total: z.int() }).optional(),
  changes: z.array(change),
  serverTime: z.int(),
});
export type PullAnswer = z.infer<typeof pullAnswer>;

const target = { c: z.string().max(20), id: z.uuid() };
const stamp = z.int().min(0);

const createRow = z.object({
  ...target,
  op: z.literal('create'),
  r: z.record(z.string(), z.unknown()),
  stamp,
});
const editRow = z.object({
  ...target,
  op: z.literal('edit'),
  set: z.record(z.string(), z.unknown()),
  stamps: z.record(z.string(), stamp),
  seen: z.int().min(0),
});
const deleteRow = z.object({ ...target, op: z.literal('delete'), stamp });

/** One thing a device did to one record. */
export const pushRow = z.discriminatedUnion('op', [createRow, editRow, deleteRow]);
export type PushRow = z.infer<typeof pushRow>;

/** POST /sync/push: rows are read one by one, so that a bad one stops none of the others. */
export const pushRequest = z.object({
  protocol: z.int(),
  /** Where the device stands in the feed: a store that was put back from before it takes nothing in. */
  checkpoint: z.string().max(mostCheckpoint).nullish(),
  rows: z.array(z.unknown()).max(maxPushRows),
});
export interface PushRequest {
  readonly protocol: number;
  readonly checkpoint?: string | null;
  readonly rows: readonly PushRow[];
}

const outcomes = ['accepted', 'merged', 'duplicate', 'refused', 'quarantined'] as const;

/** What became of one row; `r` is the server's copy as this person may see it, `gone` that there is none for him. */
export const pushResult = z.object({
  c: z.string(),
  id: z.string(),
  outcome: z.enum(outcomes),
  problem: problem.optional(),
  r: z.looseObject({ id: z.string(), version: z.int() }).optional(),
  gone: z.literal(true).optional(),
  /** Fields of an accepted edit in which somebody else's value prevailed. */
  superseded: z.array(z.string()).optional(),
});
export type PushResult = z.infer<typeof pushResult>;

export const pushAnswer = z.object({
  epoch: z.string(),
  results: z.array(pushResult),
  serverTime: z.int(),
});
export type PushAnswer = z.infer<typeof pushAnswer>;
