import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { newLoadId } from './load-history.ts';
import { heldBy } from './load-process.ts';
import { openStreams, untilAllHeard } from './load-streams.ts';
import type { Site } from './load-site.ts';

/** 2,500 devices with two streams each. */
const streamsPerDevice = 2;

/** What an open stream costs, and how soon all of them have heard that there is something new. */
export async function measureStreams({ community, server, client }: Site): Promise<Figure[]> {
  const before = heldBy(server.pid).megabytes;
  const began = performance.now();
  const twice = Array.from({ length: streamsPerDevice }, () => community.devices).flat();
  const streams = await openStreams(server.port, twice);
  const opening = (performance.now() - began) / 1000;
  try {
    await wait(2000);
    const after = heldBy(server.pid).megabytes;
    const now = Date.now();
    const r = { kind: 'notice', place: 'c1', title: '明天停水' };
    const row = { c: 'notices', id: newLoadId(now), op: 'create', r, stamp: now };
    const body = JSON.stringify({ protocol: 1, rows: [row] });
    const [took, answer] = await Promise.all([
      untilAllHeard(streams, 60_000),
      client.post(community.admin.token, '/sync/push', body),
    ]);
    if (!answer.text.includes('"accepted"')) throw new Error(answer.text);
    const job = `${streams.open.toLocaleString('en')} open streams`;
    return [
      { job: `${job}, until all are open`, linli: opening, unit: 's' },
      ...(before === null || after === null
        ? []
        : [{ job: `${job}, each`, linli: ((after - before) * 1024) / streams.open, unit: 'kB' }]),
      { job: `${job}, until all have heard of a change`, linli: took, unit: 'ms' },
    ];
  } finally {
    streams.close();
  }
}
