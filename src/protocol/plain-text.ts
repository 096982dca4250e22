import { z } from 'zod';

/** Text that any store can keep and be asked for as it is: no character 0, no half of a surrogate pair. */
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\p{Surrogate}]*$/u);
