import { z } from 'zod';
import { plainText } from './plain-text.ts';
import { mostCheckpoint } from './sync.ts';

/** Most parts in one question for their records; a device that differs in more reads everything anew. */
export const maxPartsMended = 50;

const tally = z.object({ count: z.int().min(0), sum: z.string().length(16) });
const part = plainText(120);

/** POST /sync/compare: what the device holds at `checkpoint`, journals from before `journalsSince` (ms) left out. */
export const compareRequest = z.object({
  protocol: z.int(),
  checkpoint: z.string().max(mostCheckpoint),
  journalsSince: z.int(),
  held: tally,
});
export type CompareRequest = z.infer<typeof compareRequest>;

/**
 * `behind`: there is something to pull first. `differing` comes with what the device should hold, part by part,
 * journals from before `journalsSince` left out.
 */
export const compareAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('same'), serverTime: z.int() }),
  z.object({ state: z.literal('behind'), serverTime: z.int() }),
  z.object({
    state: z.literal('differing'),
    serverTime: z.int(),
    journalsSince: z.int(),
    parts: z.record(part, tally),
  }),
]);
export type CompareAnswer = z.infer<typeof compareAnswer>;

/** POST /sync/parts: every record of these parts that the reader may see. */
export const partsRequest = z.object({
  protocol: z.int(),
  checkpoint: z.string().max(mostCheckpoint),
  journalsSince: z.int(),
  parts: z.array(part).min(1).max(maxPartsMended),
});
export type PartsRequest = z.infer<typeof partsRequest>;

export const partsAnswer = z.object({
  records: z.array(
    z.object({ c: z.string(), r: z.looseObject({ id: z.string(), version: z.int() }) }),
  ),
  serverTime: z.int(),
});
export type PartsAnswer = z.infer<typeof partsAnswer>;
