import type { CommunitySql } from './community.ts';
import { openDesk } from './desk.ts';
import type { Resting } from './records.ts';
import type { Written } from './touched.ts';

/** Writes one change of one record, outside of any batch. */
export async function writeRecord(
  sql: CommunitySql,
  was: Resting | null,
  next: Resting,
  at: number,
): Promise<Written> {
  const desk = openDesk(sql);
  const written = desk.write(was, next, at);
  await desk.flush();
  return written;
}
