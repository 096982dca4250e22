import type { z } from 'zod';

/** A value as its shape has it, or that it is none of that shape. */
export type ReadAs<T> = { readonly success: true; readonly data: T } | { readonly success: false };

/**
 * Reads what a stranger sent. Limits of length are asked of any value that has a `length`, also where it is no text:
 * one whose `length` cannot be compared makes the question itself throw, and is none of the shape.
 */
export function readAs<T>(shape: z.ZodType<T>, value: unknown): ReadAs<T> {
  try {
    return shape.safeParse(value);
  } catch (error) {
    if (error instanceof TypeError) return { success: false };
    throw error;
  }
}
