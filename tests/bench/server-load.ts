import { rm } from 'node:fs/promises';
import { median, type Figure, type Rounds } from './figure.ts';
import type { LoadClient } from './load-client.ts';
import { makeLoadCommunity, type LoadDevice } from './load-community.ts';
import { besideGreedy, pullLoad, pushLoad, returnTogether } from './load-jobs.ts';
import { onFreshServer } from './load-site.ts';
import { percentile, type Load } from './load-tally.ts';
import { measureStreams } from './measure-streams.ts';

const seconds = 8;
const rowsPerPush = 150;
const page = 2000;
/** Two devices each: enough for 5,000 streams. */
const people = 1250;

interface Job {
  readonly name: string;
  readonly unit: string;
  readonly toReach?: string;
  run(client: LoadClient, devices: readonly LoadDevice[]): Promise<Load>;
}

const pull: Job = {
  name: 'pull with gzip',
  unit: 'records/s',
  toReach: '>= 60,000',
  run: (client, devices) => pullLoad(client, devices, { limit: page, seconds }),
};
const push: Job = {
  name: 'push',
  unit: 'rows/s',
  toReach: '>= 20,000',
  run: (client, devices) => pushLoad(client, devices, { rows: rowsPerPush, seconds }),
};

const perSecond = ({ done, seconds: took }: Load): number => done / took;

function figuresOf(
  { name, unit, toReach }: Job,
  devices: number,
  loads: readonly Load[],
): Figure[] {
  const job = `${name}, ${devices} devices`;
  const middle = (of: (load: Load) => number) => median(loads.map(of));
  return [
    {
      job,
      linli: middle(perSecond),
      unit,
      ...(toReach && devices === 50 ? { toReach } : {}),
    },
    ...[0.5, 0.95, 0.99].map((share) => ({
      job: `${job}: p${share * 100} of an answer`,
      linli: middle((load) => percentile(load, share)),
      unit: 'ms',
    })),
  ];
}

function figuresOfReturn(devices: number, loads: readonly Load[]): Figure[] {
  const middle = (of: (load: Load) => number) => median(loads.map(of));
  const job = `${devices} devices return at once`;
  return [
    { job: `${job}, until the last has all`, linli: middle((load) => load.seconds), unit: 's' },
    {
      job: `${job}: p99 of an answer`,
      linli: middle((load) => percentile(load, 0.99)),
      unit: 'ms',
      toReach: '< 2,000',
    },
    { job: `${job}: asked to wait`, linli: middle((load) => load.sentAway), unit: 'answers' },
  ];
}

function figuresBesideGreedy(loads: readonly Load[]): Figure[] {
  const middle = (of: (load: Load) => number) => median(loads.map(of));
  const job = 'one phone pushes without end';
  return [
    {
      job: `${job}: p99 of an answer to 49 others`,
      linli: middle((load) => percentile(load, 0.99)),
      unit: 'ms',
    },
    {
      job: `${job}: it was asked to wait`,
      linli: middle((load) => load.sentAway),
      unit: 'answers',
    },
  ];
}

/** The server's half of the table: a real process, its load made by this one. */
export async function measureServer({ rounds }: Rounds): Promise<Figure[]> {
  const community = await makeLoadCommunity(people);
  try {
    const loads = new Map<string, Load[]>();
    const keep = (key: string, load: Load) => loads.set(key, [...(loads.get(key) ?? []), load]);
    for (let round = 0; round < rounds; round += 1) {
      for (const job of [pull, push]) {
        for (const count of [50, 500]) {
          const devices = community.devices.slice(0, count);
          const load = await onFreshServer(community, ({ client }) => job.run(client, devices));
          keep(`${job.name} ${count}`, load);
        }
      }
      const load = await onFreshServer(community, ({ client }) =>
        returnTogether(client, community.devices.slice(0, 500), { rows: 20, limit: page }),
      );
      keep('return', load);
      const others = community.devices.slice(0, 50);
      keep(
        'greedy',
        await onFreshServer(community, ({ client }) => besideGreedy(client, others, { seconds })),
      );
    }
    const streams = await onFreshServer(community, measureStreams);
    return [
      ...[pull, push].flatMap((job) =>
        [50, 500].flatMap((count) =>
          figuresOf(job, count, loads.get(`${job.name} ${count}`) ?? []),
        ),
      ),
      ...figuresOfReturn(500, loads.get('return') ?? []),
      ...figuresBesideGreedy(loads.get('greedy') ?? []),
      ...streams,
    ];
  } finally {
    await rm(community.data, { recursive: true, force: true });
  }
}
