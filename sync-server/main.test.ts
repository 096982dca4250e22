import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EnrolAnswer } from '../src/protocol/session.ts';
import type { PullAnswer, PushAnswer } from '../src/protocol/sync.ts';

let data: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

/** Starts the program as an operator does, and waits until it says where it listens or ends. */
async function start() {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [
    main,
    '--data',
    data,
    '--port',
    '0',
    '--community',
    '幸福里',
  ]);
  running.push(child);
  const said = { text: '', log: '', code: null as number | null };
  const ended = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      said.code = code;
      resolve();
    });
  });
  child.stderr.on('data', (part: Buffer) => {
    said.log += part.toString();
  });
  await Promise.race([
    ended,
    new Promise<void>((resolve) => {
      child.stdout.on('data', (part: Buffer) => {
        said.text += part.toString();
        if (/Linli: http/.test(said.text)) resolve();
      });
    }),
  ]);
  return { child, said, ended, url: /Linli: (http:\S+)/.exec(said.text)?.[1] ?? '' };
}

async function call<T>(url: string, token: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

describe('the program', () => {
  test('begins a community once, refuses a second server, survives kill -9 and stops when asked', async () => {
    const first = await start();
    const code = /administrator: (\S+)/.exec(first.said.text)?.[1] ?? '';
    const device = { name: 'desktop' };
    const { token } = await call<EnrolAnswer>(`${first.url}/api/v1/enrol`, 'x'.repeat(43), {
      code,
      device,
    });

    const second = await start();
    await second.ended;
    expect(second.said.code).toBe(1);
    expect(second.said.log).toContain('another Linli server works in');

    const row = {
      c: 'places',
      id: '01a1fd1e-8c00-743f-a38a-5708fac03929',
      op: 'create',
      r: { kind: 'grid', place: 'c1/g01', name: '第一网格' },
      stamp: Date.now(),
    };
    const body = { protocol: 1, rows: [row] };
    const pushed = await call<PushAnswer>(`${first.url}/api/v1/sync/push`, token, body);
    expect(pushed.results[0]?.outcome).toBe('accepted');
    first.child.kill('SIGKILL');
    await first.ended;

    const third = await start();
    expect(third.said.text).not.toContain('administrator');
    const request = { protocol: 1, checkpoint: null, limit: 100 };
    const pulled = await call<PullAnswer>(`${third.url}/api/v1/sync/pull`, token, request);
    expect(pulled.changes).toContainEqual({
      c: 'places',
      r: expect.objectContaining({ id: row.id, name: '第一网格' }) as unknown,
    });
    const asked = Date.now();
    third.child.kill('SIGTERM');
    await third.ended;
    expect(third.said.code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(third.said.log).not.toMatch(/第一网格|管理员|幸福里/);
  });
});
