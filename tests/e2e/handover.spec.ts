import type { AnyRecord } from '../../src/domain/record-type.ts';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { deviceContents } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { allUploaded, demoPerson, enrol, newDevice, phone, tablet } from '../support/sign-in.ts';

test('a liaison hands her building over: somebody new has the work, her phone forgets it once it has uploaded, and the receipt completes itself', async ({
  browser,
  server,
}) => {
  test.setTimeout(240_000);
  const liaison = await demoPerson(server.url, 'liaison');
  const headOfGrid = await demoPerson(server.url, 'head');
  const api = await signInOverApi(server.url, liaison.code);
  const place = api.who.grants.find(({ role }) => role === 'liaison')?.place ?? '';
  const held = await api.pullAll();
  const inside = (record: AnyRecord) => record.place.startsWith(`${place}/`);
  const residents = allOf(held, 'people').filter(inside);
  const visits = allOf(held, 'visits').filter(inside);
  const needs = allOf(held, 'needs').filter(inside);
  expect(visits.some(({ createdBy }) => createdBy === api.who.person.id)).toBe(true);
  const post = allOf(held, 'posts').find(
    (one) => one['person'] === api.who.person.id && one['role'] === 'liaison',
  );
  const resident = residents.find(
    (one) =>
      one['grade'] === undefined && one['phone'] !== undefined && one.id !== api.who.person.id,
  );
  if (!post || !resident) throw new Error('the demo lacks a post or a resident');

  // Of the phones she has from before, the only one still in use lies in a drawer with nothing unsent.
  const office = await signInOverApi(server.url, headOfGrid.code);
  for (const notice of allOf(await office.pullAll(), 'notices')) {
    const hers = notice.kind === 'device' && notice['person'] === api.who.person.id;
    if (!hers || notice.id === api.who.device.id) continue;
    const ended = await office.calls.endDevice({ device: notice.id, how: 'lost' });
    if (!ended.ok) throw new Error(`not written off: ${ended.problem.code}`);
  }
  await office.calls.signOut();

  // On her phone, without a network, she writes something down before she hears of it.
  const old = await newDevice(browser, server.url, liaison.code, phone);
  await old.page.goto(`${server.url}/people/${resident.id}?about=edit`);
  await expect(old.page.getByLabel('上门要知道的')).toBeVisible();
  await old.context.setOffline(true);
  await old.page.getByLabel('上门要知道的').fill('钥匙在三楼');
  await old.page.getByLabel('姓名').focus();
  await expect(old.page.getByText(/待上传/).first()).toBeVisible();

  // The head hands the post to somebody new.
  const head = await newDevice(browser, server.url, headOfGrid.code, tablet);
  await head.page.goto(`${server.url}/posts?manage=yes`);
  await head.page.locator(`a[href="/handover/${post.id}"]`).click();
  await head.page.getByRole('radio', { name: '新来的人' }).check({ force: true });
  await head.page.getByLabel('姓名', { exact: true }).fill('新来的小周');
  await head.page.getByRole('button', { name: '交接', exact: true }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: '交接' }).click();
  await expect(head.page.getByText('还没交接完')).toBeVisible({ timeout: 20_000 });
  await expect(head.page.getByText(/结束以后还没联系过/).first()).toBeVisible();

  // The new one signs in by the code on his page, and the building is there.
  await head.page.getByRole('link', { name: /新来的小周/ }).click();
  await head.page.getByRole('button', { name: /登录码/ }).click();
  const link = (await head.page.locator('img[alt*="/enrol#"]').getAttribute('alt')) ?? '';
  const context = await browser.newContext({ viewport: phone, hasTouch: true });
  const next = { context, page: await context.newPage() };
  await enrol(next.page, server.url, link.split('#')[1] ?? '');
  await next.page.goto(`${server.url}/people?q=${encodeURIComponent(String(resident['name']))}`);
  await expect(
    next.page.getByRole('link', { name: new RegExp(String(resident['name'])) }).first(),
  ).toBeVisible();
  const taken = JSON.stringify(await deviceContents(next.page));
  for (const record of [...residents, ...visits, ...needs]) expect(taken).toContain(record.id);

  // Her phone comes back: what she wrote goes in first, then everything of the building goes.
  await old.context.setOffline(false);
  await old.page.goto(`${server.url}/me`);
  const leftovers = async () => {
    const rest = JSON.stringify(await deviceContents(old.page));
    const own = (record: AnyRecord) => record.id === api.who.person.id;
    return [...residents, ...visits, ...needs]
      .filter((record) => !own(record) && rest.includes(record.id))
      .map(({ id }) => id)
      .concat(rest.includes('钥匙在三楼') ? ['钥匙在三楼'] : []);
  };
  await expect.poll(leftovers, { timeout: 30_000 }).toEqual([]);

  // Her phone has handed in; the one in the drawer is written off.
  await head.page.goto(`${server.url}/handover/${post.id}`);
  const devices = head.page.getByRole('region', { name: /的设备/ });
  await expect(devices.getByText(/已交完/)).toBeVisible({ timeout: 45_000 });
  await expect(head.page.getByText('还没交接完')).toBeVisible();
  await devices.getByRole('link', { name: /没联系过/ }).click();
  await head.page.getByRole('button', { name: '停用这台设备' }).click();
  const sheet = head.page.getByRole('dialog');
  await sheet.getByRole('radio', { name: /丢了/ }).check({ force: true });
  await sheet.getByRole('button', { name: '停用', exact: true }).click();
  await expect(sheet).toBeHidden();

  // The receipt has completed itself, and what came in late waits for the head.
  await head.page.goto(`${server.url}/handover/${post.id}`);
  await expect(head.page.getByText('交接完成：0 条未上传')).toBeVisible({ timeout: 45_000 });
  await head.page.getByRole('link', { name: /条在复核里/ }).click();
  await head.page
    .getByRole('link', { name: new RegExp(liaison.name) })
    .first()
    .click();
  await expect(head.page.getByText('钥匙在三楼').first()).toBeVisible();
  await allUploaded(head.page);
  for (const device of [old, next, head]) await device.context.close();
});
