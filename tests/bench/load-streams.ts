import { Agent, get, type ClientRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadDevice } from './load-community.ts';

/** Many open streams, each listening for a hint. */
export interface Streams {
  readonly open: number;
  /** How many have heard of a change since they were opened. */
  heard(): number;
  close(): void;
}

const atOnce = 100;

/** Opens one stream after the other for each of these devices, a hundred at a time. */
export async function openStreams(port: number, devices: readonly LoadDevice[]): Promise<Streams> {
  const agent = new Agent({ maxSockets: Infinity });
  const requests: ClientRequest[] = [];
  let open = 0;
  let heard = 0;

  function openOne({ token }: LoadDevice): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const path = '/api/v1/sync/stream';
      const asked = get({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
        let text = '';
        let told = false;
        response.setEncoding('utf8');
        response.on('error', () => undefined);
        response.on('data', (part: string) => {
          text = (text + part).slice(-200);
          if (!told && text.includes('event: changed')) {
            told = true;
            heard += 1;
          }
        });
        open += 1;
        resolve();
      });
      asked.once('error', reject);
      requests.push(asked);
    });
  }

  const waiting = [...devices];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await openOne(next);
    }),
  );
  return {
    get open() {
      return open;
    },
    heard: () => heard,
    close() {
      for (const asked of requests) asked.destroy();
      agent.destroy();
    },
  };
}

/** Milliseconds until every stream has heard. */
export async function untilAllHeard(streams: Streams, mostMs: number): Promise<number> {
  const began = performance.now();
  while (streams.heard() < streams.open) {
    if (performance.now() - began > mostMs) {
      throw new Error(`${streams.open - streams.heard()} streams have not heard of a change`);
    }
    await wait(5);
  }
  return performance.now() - began;
}
