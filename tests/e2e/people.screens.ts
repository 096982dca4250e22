import { needsWith, watchedBy } from '../../src/domain/rules/handover.ts';
import type { Need } from '../../src/domain/needs.ts';
import type { Person } from '../../src/domain/people.ts';
import type { Post } from '../../src/domain/posts.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { allOf, signInOverApi, type Seen } from '../support/api-session.ts';
import { test } from '../support/journey.ts';
import { codeFrom, endDevicesOf, handOver, tell } from '../support/office-steps.ts';
import { at, onEachSize, picturesOf, show, takePictures, type Shot } from '../support/pictures.ts';
import { demoCode, enrol } from '../support/sign-in.ts';

test.setTimeout(400_000);

const deviceOf = (seen: Seen, person: unknown) =>
  allOf(seen, 'notices').find((one) => one.kind === 'device' && one['person'] === person);

/** Posts by how much there is to hand over with them: needs and people that hang on the holder by name. */
function byWhatHangsOnThem(seen: Seen, posts: readonly AnyRecord[]): AnyRecord[] {
  const needs = allOf(seen, 'needs') as unknown as Need[];
  const people = allOf(seen, 'people') as unknown as Person[];
  const weight = (post: AnyRecord) => {
    const held = post as unknown as Post;
    return needsWith(held, needs).length * watchedBy(held, people).length;
  };
  return posts.toSorted((a, b) => weight(b) - weight(a));
}

const endSheet = (device: string): Shot => ({
  name: 'end-device',
  open: async (page) => {
    await show(page, `/devices/${device}`);
    await page.getByRole('button', { name: /停用这台设备|End the use/ }).click();
    await page.getByRole('radio', { name: /丢了|lost/ }).check({ force: true });
    await page.waitForTimeout(300);
  },
});

test('what the head sees of devices, handovers and what is to be decided', async ({
  browser,
  server,
}) => {
  const code = await demoCode(server.url, 'head');
  const office = await signInOverApi(server.url, code, '平板');
  const seen = await office.pullAll();
  // The demo has one on every day; its holder keeps her post and her phone.
  const silent = allOf(seen, 'notices').find(
    ({ kind, waiting }) => kind === 'device' && Number(waiting) > 0,
  );
  if (!silent) throw new Error('no phone with unsent work');
  const posts = allOf(seen, 'posts').filter(
    ({ role, until, person }) =>
      role === 'liaison' && until === undefined && person !== silent['person'],
  );
  const [toGive, ...others] = byWhatHangsOnThem(seen, posts);
  const withDevice = others.filter(({ person }) => deviceOf(seen, person));
  const lost = withDevice.find(({ person }) => Number(deviceOf(seen, person)?.['waiting']) > 0);
  const [open, done, successor] = withDevice.filter((post) => post !== lost);
  if (!toGive || !open || !done || !lost || !successor) throw new Error('too few liaisons');

  await handOver(office, open, successor);

  await endDevicesOf(office, String(done['person']), 'lost');
  const hers = await signInOverApi(
    server.url,
    await codeFrom(office, String(done['person'])),
    'OPPO A58',
  );
  await tell(hers, 0);
  await handOver(office, done, successor);
  await tell(hers, 0);

  await handOver(office, lost, successor);
  await endDevicesOf(office, String(lost['person']), 'lost');

  const notices = allOf(await office.pullAll(), 'notices');
  const ofKind = (kind: string) => notices.find((notice) => notice.kind === kind);
  await picturesOf(browser, server.url, code, [
    at('devices', '/devices'),
    at('device', `/devices/${silent.id}`),
    at('device-told', `/devices/${hers.who.device.id}`),
    at('device-lost', `/devices/${deviceOf(seen, lost['person'])?.id}`),
    endSheet(silent.id),
    at('handover', `/handover/${toGive.id}`),
    at('receipt', `/handover/${open.id}`),
    at('receipt-done', `/handover/${done.id}`),
    at('receipt-lost', `/handover/${lost.id}`),
    at('posts-managed', '/posts?manage=yes'),
    at('conflict', `/review/${ofKind('conflict')?.id}`),
    at('quarantine', `/review/${ofKind('quarantine')?.id}`),
  ]);
});

test('a phone whose use was ended, and the next one', async ({ browser, server }) => {
  const code = await demoCode(server.url, 'liaison');
  const office = await signInOverApi(server.url, await demoCode(server.url, 'admin'));
  const { who } = await signInOverApi(server.url, code);
  for (const how of ['lost', 'returned'] as const) {
    await onEachSize(browser, server.url, async ({ page }, size) => {
      await enrol(page, server.url, code);
      await endDevicesOf(office, who.person.id, how);
      await page.getByText('这台设备已停用').first().waitFor({ timeout: 60_000 });
      await takePictures(page, size, [at(`ended-${how}`, '/enrol')]);
    });
  }
});

test('a new phone beside the one from before', async ({ browser, server }) => {
  const code = await demoCode(server.url, 'liaison');
  await picturesOf(browser, server.url, code, [at('own-devices', '/devices')]);
});
