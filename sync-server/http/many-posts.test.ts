import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PullAnswer } from '../../src/protocol/sync.ts';
import { testSite, type TestSite } from './test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.end());

test('somebody with a post in each of 250 buildings can go on after another is added', async () => {
  const { make, post, employed } = site.community;
  const { holder, device } = await employed('volunteer', 'c1/g01/b1');
  for (let n = 10; n < 260; n += 1) {
    const place = `c1/g01/b${n}`;
    await make('places', { kind: 'building', place, name: place });
    await post(holder, 'volunteer', place);
  }
  let checkpoint: string | null = null;
  async function all(): Promise<number> {
    for (;;) {
      const body = { protocol: 1, checkpoint, limit: 100 };
      const response = await site.post('/sync/pull', device.token, body);
      if (response.status !== 200) return response.status;
      const page = (await response.json()) as PullAnswer;
      ({ checkpoint } = page);
      if (!page.more) return 200;
    }
  }
  expect(await all()).toBe(200);
  await post(holder, 'volunteer', 'c1/g02/b1');
  expect(await all()).toBe(200);
});
