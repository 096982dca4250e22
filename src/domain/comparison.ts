import { z } from 'zod';

/** A device compared with the server: when, how many records were mended, and parts that differ all the same. */
export const comparison = z.object({
  at: z.int().min(0),
  mended: z.int().min(0),
  differing: z.int().min(0),
});
export type Comparison = z.infer<typeof comparison>;
