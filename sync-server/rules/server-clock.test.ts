import { beforeEach, describe, expect, test } from 'vitest';
import { makeLimits } from '../session/attempts.ts';
import { makePace } from '../session/pace.ts';
import { day, plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

const hour = 3_600_000;
let community: TestCommunity;
let liaison: { holder: string; device: Device };
let head: { holder: string; device: Device };

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  head = await community.employed('head', 'c1/g01');
  liaison = await community.employed('liaison', 'c1/g01/b1');
});

/** When the head's overview says that the liaison's phone was heard of last. */
async function heardAt(): Promise<unknown> {
  await pullAll(community.server, liaison.device);
  await pullAll(community.server, head.device);
  return head.device.holds.get(`notices/${liaison.device.session.device}`)?.['heardAt'];
}

describe('the server’s own clock is set back', () => {
  test('no device has to wait for the hours that come again', () => {
    const clock = { at: day };
    const pace = makePace({ now: () => clock.at }, { burst: 1000, perSecond: 100, atOnce: 3 });
    expect(pace.begin('a')).toBeNull();
    pace.end('a', 500);
    clock.at -= hour;
    expect(pace.begin('a')).toBeNull();
    pace.end('a', 600);
    expect(pace.begin('a')).toBeGreaterThan(0);
    clock.at += 5000;
    expect(pace.begin('a')).toBeNull();
  });

  test('whoever guessed codes is forgiven after the usual time', () => {
    const clock = { at: day };
    const sizes = { windowMs: 600_000, perAddress: 5, overall: 3, wrongPerAddress: 20 };
    const limits = makeLimits({ now: () => clock.at }, sizes);
    for (let n = 0; n < 3; n += 1) expect(limits.take('here')).toBeNull();
    clock.at -= hour;
    expect(limits.take('there') ?? 0).toBeLessThanOrEqual(600);
    clock.at += 600_000;
    expect(limits.take('there')).toBeNull();
  });

  test('the overview of devices is right again with the next pull, not when the wrong time has come', async () => {
    community.clock.at += 400 * day;
    const ahead = community.clock.at;
    expect(await heardAt()).toBe(ahead);
    community.clock.at -= 400 * day;
    expect(await heardAt()).toBe(community.clock.at);
  });

  test('a code that was made meanwhile is worth no more than it would have been', async () => {
    community.clock.at += 400 * day;
    const code = await community.server.code(head.device.session, liaison.holder);
    community.clock.at -= 400 * day;
    community.clock.at += 4 * day;
    const { server } = community;
    const typed = code.ok ? code.value.code : '';
    const enrolled = await server.enrol({ code: typed, device: { name: 'phone' } }, 'here');
    expect(enrolled).toMatchObject({ ok: false, code: 'codeExpired' });
  });
});
