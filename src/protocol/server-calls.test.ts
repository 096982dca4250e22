import { describe, expect, it } from 'vitest';
import { serverCalls, type Fetch } from './server-calls.ts';

const answering =
  (status: number, body: string): Fetch =>
  async () => ({ ok: status < 400, status, text: async () => body });

const pullAnswer = {
  epoch: 'e',
  scopeEpoch: 's',
  checkpoint: 'c',
  more: false,
  changes: [],
  serverTime: 5,
};
const asked = { protocol: 1, checkpoint: null, limit: 10 };

describe('a call to the server', () => {
  it('gives a good answer as it is, unknown parts left out', async () => {
    const calls = serverCalls(answering(200, JSON.stringify({ ...pullAnswer, later: true })));
    expect(await calls.pull(asked)).toEqual({ ok: true, value: pullAnswer });
  });

  it('keeps every field of a record, also those this app does not know', async () => {
    const r = { id: 'x', version: 1, name: '陈', steps: [{ id: 'y' }] };
    const calls = serverCalls(
      answering(200, JSON.stringify({ ...pullAnswer, changes: [{ c: 'people', r }] })),
    );
    expect(await calls.pull(asked)).toMatchObject({ value: { changes: [{ c: 'people', r }] } });
  });

  it.each([
    ['a captive portal', 200, '<html>请登录</html>'],
    ['a portal with an error', 511, '<html>请登录</html>'],
    ['a cut body', 200, JSON.stringify(pullAnswer).slice(0, 30)],
    ['another program', 200, '{"hello":1}'],
    ['an unknown code', 400, '{"code":"madeUp"}'],
  ])('takes %s for nobody’s answer', async (_what, status, body) => {
    expect(await serverCalls(answering(status, body)).pull(asked)).toEqual({
      ok: false,
      problem: { code: 'notOurs' },
    });
  });

  it('names a problem by its code and tells how long to wait', async () => {
    const calls = serverCalls(
      answering(429, '{"code":"tooManyRequests","retryAfter":7,"serverTime":3}'),
    );
    expect(await calls.pull(asked)).toEqual({
      ok: false,
      problem: { code: 'tooManyRequests', retryAfter: 7, serverTime: 3 },
    });
  });

  it('is unreachable when there is no network, and when the answer breaks off', async () => {
    const none: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const broken: Fetch = async () => ({
      ok: true,
      status: 200,
      text: () => Promise.reject(new TypeError('network error')),
    });
    for (const fetch of [none, broken]) {
      expect(await serverCalls(fetch).session()).toEqual({
        ok: false,
        problem: { code: 'unreachable' },
      });
    }
  });
});
