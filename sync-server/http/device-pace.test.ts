import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSite, type TestSite } from './test-site.ts';

let site: TestSite;

beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.end());

test('one phone that pushes without end is asked to wait; others are served, and so is it afterwards', async () => {
  const { community } = site;
  const greedy = (await community.employed('liaison', 'c1/g01/b1')).device.token;
  const other = (await community.employed('liaison', 'c1/g01/b2')).device.token;
  const push = (token: string, rows: number) =>
    site.post('/sync/push', token, { protocol: 1, rows: Array.from({ length: rows }, () => 0) });
  let refused: Response | null = null;
  let taken = 0;
  while (!refused && taken < 200) {
    const answer = await push(greedy, 500);
    if (answer.status === 429) refused = answer;
    else taken += 1;
  }
  expect(taken).toBeGreaterThan(50);
  const wait = Number(refused?.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(await refused?.json()).toMatchObject({ code: 'tooManyRequests', retryAfter: wait });
  expect((await push(other, 1)).status).toBe(200);
  community.clock.at += wait * 1000;
  expect((await push(greedy, 1)).status).toBe(200);
});
