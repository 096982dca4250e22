import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemAnswer } from '../../src/protocol/problem.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import { heldBy } from '../bench/load-process.ts';
import { chanceOf } from '../simulation/chance.ts';
import { signInOverApi, type ApiSession } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode } from '../support/sign-in.ts';
import { mangled } from './mangled.ts';
import { validBodies, type ValidBody } from './valid-bodies.ts';

const tries = Number(process.env['FUZZ'] ?? 6_000);
const atOnce = 8;

let data: string;
let server: ServerProcess;
let session: ApiSession;
let bodies: ValidBody[];

beforeAll(async () => {
  data = await copyOfDemo();
  server = await startServer({ data });
  session = await signInOverApi(server.url, await demoCode(server.url, 'liaison'));
  const seen = await session.pullAll();
  const first = await session.calls.pull({ protocol: protocolVersion, checkpoint: null, limit: 1 });
  if (!first.ok) throw new Error(first.problem.code);
  bodies = validBodies(session, seen, first.value.checkpoint);
});
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const send = (path: string, body: BodyInit, more: RequestInit = {}) =>
  fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
    body,
    ...more,
  });

async function told(answer: Response): Promise<string> {
  const text = await answer.text();
  if (answer.ok) return '200';
  const problem = problemAnswer.safeParse(JSON.parse(text));
  return problem.success ? `${answer.status} ${problem.data.code}` : `${answer.status} ${text}`;
}

describe('IN-01: bodies with something wrong in them', () => {
  test('are answered by name, never with a failure of the server, and leave it as it was', async () => {
    const outcomes = new Map<string, number>();
    const failures: string[] = [];
    let next = 0;
    const work = async (until: number) => {
      while (next < until) {
        const seed = `fuzz ${(next += 1)}`;
        const chance = chanceOf(seed);
        const { path, body } = chance.pick(bodies);
        const bytes = mangled(body, chance);
        const outcome = await told(await send(path, new Uint8Array(bytes)));
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (!/^(200|4\d\d \w+)$/.test(outcome)) failures.push(`${seed}: ${path} ${outcome}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, () => work(tries / 2)));
    const half = heldBy(server.pid).megabytes ?? 0;
    await Promise.all(Array.from({ length: atOnce }, () => work(tries)));
    const end = heldBy(server.pid).megabytes ?? 0;
    console.log(`IN-01: ${tries} bodies`, Object.fromEntries(outcomes), `${half} -> ${end} MB`);
    expect(failures).toEqual([]);
    expect(outcomes.get('400 badRequest')).toBeGreaterThan(tries / 20);
    expect(outcomes.get('200')).toBeGreaterThan(tries / 20);
    const whole = bodies.find(({ path }) => path === '/sync/push')?.body;
    expect(end).toBeLessThanOrEqual(1.5 * half);
    expect(await told(await send('/sync/push', JSON.stringify(whole)))).toBe('200');
    expect((await session.pullAll()).size).toBeGreaterThan(3);
  });
});
