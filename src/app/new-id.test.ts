import { expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from './new-id.ts';

it('ids are UUIDs of version 7, all different, and sort by the time they were made', () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => newId(1_790_000_000_000 + n));
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(2_000);
  expect(ids.toSorted()).toEqual(ids);
});
