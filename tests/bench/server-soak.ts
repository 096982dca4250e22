import { rm } from 'node:fs/promises';
import type { Figure } from './figure.ts';
import { makeLoadCommunity } from './load-community.ts';
import { steadyLoad } from './load-jobs.ts';
import { heldBy } from './load-process.ts';
import { onFreshServer } from './load-site.ts';

const people = 100;
const sampleMs = 2000;
/** Caches fill and code is compiled at first: each part of the time is told by itself, and the last must be flat. */
const parts = 4;

interface Sample {
  readonly hours: number;
  readonly megabytes: number;
  readonly openFiles: number;
}

/** The steepness of the line that lies closest to all samples (MB an hour). */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const hours = mean((sample) => sample.hours);
  const megabytes = mean((sample) => sample.megabytes);
  const both = mean((sample) => (sample.hours - hours) * (sample.megabytes - megabytes));
  return both / mean((sample) => (sample.hours - hours) ** 2);
}

/** A hundred devices at work for a while: what the server holds must not grow. */
export async function soakServer(minutes: number): Promise<Figure[]> {
  const community = await makeLoadCommunity(people);
  try {
    return await onFreshServer(community, async ({ server, client }) => {
      const samples: Sample[] = [];
      const began = performance.now();
      const sampling = setInterval(() => {
        const { megabytes, openFiles } = heldBy(server.pid);
        const hours = (performance.now() - began) / 3_600_000;
        if (megabytes !== null) samples.push({ hours, megabytes, openFiles: openFiles ?? 0 });
      }, sampleMs);
      const devices = community.devices.slice(0, people);
      const load = await steadyLoad(client, devices, {
        seconds: minutes * 60,
        rows: 5,
        everyMs: 5000,
      });
      clearInterval(sampling);
      const each = Math.floor(samples.length / parts);
      const [first, last] = [samples[each], samples.at(-1)];
      if (!first || !last) throw new Error('too short to tell anything');
      const slopes = Array.from({ length: parts }, (_, part) =>
        slopeOf(samples.slice(part * each, (part + 1) * each)),
      );
      const job = `soak of ${minutes} min, ${people} devices`;
      return [
        { job: `${job}: rows and records`, linli: load.done / load.seconds, unit: 'per s' },
        { job: `${job}: memory at the end`, linli: last.megabytes, unit: 'MB' },
        ...slopes.map((slope, part) => ({
          job: `${job}: memory grows by, part ${part + 1} of ${parts}`,
          linli: slope,
          unit: 'MB/h',
          ...(part === parts - 1 ? { toReach: '0' } : {}),
        })),
        { job: `${job}: open files more`, linli: last.openFiles - first.openFiles, unit: 'files' },
      ];
    });
  } finally {
    await rm(community.data, { recursive: true, force: true });
  }
}
