import { request } from 'node:http';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldBy } from '../bench/load-process.ts';
import { signInOverApi, type ApiSession } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode } from '../support/sign-in.ts';

let data: string;
let server: ServerProcess;
let session: ApiSession;

beforeAll(async () => {
  data = await copyOfDemo();
  server = await startServer({ data });
  session = await signInOverApi(server.url, await demoCode(server.url, 'liaison'));
});
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const mega = 1024 * 1024;

interface Sent {
  readonly answer: string;
  readonly megabytes: number;
}

/** Sends a body piece by piece until it is all sent or the server has had enough, and says how much went out. */
function pour(pieces: Iterable<Buffer>, length?: number): Promise<Sent> {
  return new Promise((resolve) => {
    let sent = 0;
    let answer = 'no answer';
    const done = () => {
      call.destroy();
      resolve({ answer, megabytes: sent / mega });
    };
    const headers = {
      authorization: `Bearer ${session.token}`,
      'content-type': 'application/json',
      ...(length === undefined ? {} : { 'content-length': length }),
    };
    const call = request(`${server.url}/api/v1/sync/push`, { method: 'POST', headers });
    call.on('response', (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        const { code } = JSON.parse(text) as { code?: string };
        answer = `${response.statusCode} ${code ?? ''}`.trim();
        done();
      });
    });
    call.on('error', done);
    void (async () => {
      for (const piece of pieces) {
        if (call.destroyed || answer !== 'no answer') return;
        sent += piece.length;
        if (!call.write(piece)) {
          await new Promise((ready) => {
            call.once('drain', ready).once('close', ready);
          });
        }
      }
      call.end();
    })();
  });
}

function* megabytesOf(count: number, first: string) {
  yield Buffer.from(first);
  for (let n = 0; n < count; n += 1) yield Buffer.alloc(mega, 'x');
}

const whole = (text: string) => pour([Buffer.from(text)]);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('IN-02: bodies larger than any device sends', () => {
  test('are refused before all of them was read, and memory stays where it was', async () => {
    await session.pullAll();
    const before = heldBy(server.pid).megabytes ?? 0;
    const told = await pour(megabytesOf(100, '{"rows":["'), 100 * mega + 10);
    const untold = await pour(megabytesOf(100, '{"rows":["'));
    console.log(`IN-02: of 100 MB ${told.megabytes} and ${untold.megabytes} MB were sent`);
    expect(told.answer).toBe('413 tooLarge');
    expect(untold.answer).toBe('413 tooLarge');
    expect(Math.max(told.megabytes, untold.megabytes)).toBeLessThan(100);
    const many = await whole(`{"protocol":1,"rows":[${'1,'.repeat(999_999)}1]}`);
    expect(many.answer).toBe('400 badRequest');
    expect((await whole(`{"protocol":1,"rows":["${'x'.repeat(10 * mega)}"]}`)).answer).toBe(
      '413 tooLarge',
    );
    const after = heldBy(server.pid).megabytes ?? 0;
    expect(after).toBeLessThan(before + 100);
  });

  test('nor are those that are deep: as a body, as a row, as a value', async () => {
    const id = '0193c1f0-0000-7000-8000-0000000000aa';
    const row = (r: string) => `{"c":"visits","id":"${id}","op":"create","stamp":1,"r":${r}}`;
    for (const depth of [10_000, 1_000_000]) {
      const push = (rows: string) => whole(`{"protocol":1,"rows":[${rows}]}`);
      expect((await whole(nested(depth))).answer).toBe('400 badRequest');
      expect((await push(nested(depth))).answer).toBe('200');
      expect((await push(row(`{"kind":"round","note":${nested(depth)}}`))).answer).toBe('200');
      expect((await push(row(`{"kind":"round","answers":${nested(depth)}}`))).answer).toBe('200');
      const edit = `{"c":"visits","id":"${id}","op":"edit","stamps":{},"seen":0,"set":{"x":${nested(depth)}}}`;
      expect((await push(edit)).answer).toBe('200');
    }
    expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
  });
});
