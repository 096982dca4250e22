import { availableParallelism } from 'node:os';
import { tellApart, type ToldApart } from './told-apart.ts';
import { addStats, noStats } from './world.ts';

/** Few enough that no core is idle for long at the end, enough that beginning anew costs little. */
const together = 500;
const patience = 580_000;

/** Tells stories in as many processes as there are cores, five hundred in each. */
export async function tellSideBySide(
  root: string,
  first: number,
  seeds: number,
): Promise<ToldApart> {
  const began = performance.now();
  const stats = noStats();
  const failed: ToldApart['failed'][number][] = [];
  const end = first + seeds;
  let next = first;
  let told = 0;
  const work = async () => {
    while (next < end) {
      const from = next;
      next = Math.min(end, from + together);
      const args = ['--seeds', String(next - from), '--seed', String(from)];
      const part = await tellApart(root, args, patience);
      told += part.seeds;
      failed.push(...part.failed);
      addStats(stats, part.stats);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { seeds: told, took: Math.round(performance.now() - began), failed, stats };
}
