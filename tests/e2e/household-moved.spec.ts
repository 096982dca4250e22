import type { AnyRecord } from '../../src/domain/record-type.ts';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { deviceContents } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { allUploaded, demoPerson, newDevice, phone, tablet } from '../support/sign-in.ts';

test('a household moves to another building: the old liaison forgets it, the new one has it, what was written meanwhile is kept for the head', async ({
  browser,
  server,
}) => {
  test.setTimeout(150_000);
  const oldLiaison = await demoPerson(server.url, 'liaison');
  const newLiaison = await demoPerson(server.url, 'liaison', 1);
  const headOfGrid = await demoPerson(server.url, 'head');
  const office = await signInOverApi(server.url, headOfGrid.code);
  const asOld = await signInOverApi(server.url, oldLiaison.code);
  const asNew = await signInOverApi(server.url, newLiaison.code);
  const from = asOld.who.grants.find(({ role }) => role === 'liaison')?.place ?? '';
  const to = asNew.who.grants.find(({ role }) => role === 'liaison')?.place ?? '';
  const held = await office.pullAll();
  const all = allOf(held, 'people');
  const unlike = (person: AnyRecord) =>
    all.filter(({ name }) => name === person['name']).length === 1 && person['phone'] !== undefined;
  // Whoever works with Linli is named by his post too, and that moves nowhere.
  const working = new Set(allOf(held, 'posts').map((post) => post['person']));
  const atWork = new Set(all.filter(({ id }) => working.has(id)).map(({ place }) => place));
  const resident = all.find(
    (person) => person.place.startsWith(`${from}/`) && !atWork.has(person.place) && unlike(person),
  );
  if (!resident) throw new Error('nobody in this building has a name of his own');
  const name = String(resident['name']);
  const household = allOf(held, 'places').find(({ place }) => place === resident.place);
  const buildingName = String(allOf(held, 'places').find(({ place }) => place === to)?.['name']);

  const old = await newDevice(browser, server.url, oldLiaison.code, phone);
  const next = await newDevice(browser, server.url, newLiaison.code, phone);
  const head = await newDevice(browser, server.url, headOfGrid.code, tablet);

  // Without a network, the old liaison writes something about somebody who is moving away.
  await old.page.goto(`${server.url}/people/${resident.id}`);
  await old.page.getByRole('button', { name: '修改资料' }).click();
  await old.context.setOffline(true);
  await old.page.getByLabel('上门要知道的').fill('门铃坏了，要打电话');
  await old.page.getByLabel('姓名').focus();
  await expect(old.page.getByText(/待上传/).first()).toBeVisible();

  // Meanwhile the head enters the move.
  await head.page.goto(`${server.url}/people/${resident.id}`);
  await head.page.getByRole('button', { name: '搬家' }).click();
  const sheet = head.page.getByRole('dialog');
  await sheet.getByRole('combobox', { name: '楼栋小组' }).fill(buildingName);
  await head.page.getByRole('option', { name: buildingName }).click();
  await sheet.getByLabel('新的门牌号').fill('1901室');
  await sheet.getByRole('button', { name: '搬过去' }).click();
  await expect(head.page.getByText(/搬到.*1901/)).toBeVisible();
  await allUploaded(head.page);

  // The new liaison has the household, with its people.
  await next.page.goto(`${server.url}/people?q=${encodeURIComponent(name)}`);
  await expect(next.page.getByRole('link', { name: new RegExp(`${name}.*1901`) })).toBeVisible();

  // The old one's phone comes back: the edit goes in first, then everything of the household goes.
  await old.context.setOffline(false);
  await expect(old.page.getByText('没有这个人的资料')).toBeVisible({ timeout: 20_000 });
  // Away from the address that names the person: the page one was last on is remembered too.
  await old.page.goto(`${server.url}/upload`);
  const leftovers = async () => {
    const rest = JSON.stringify(await deviceContents(old.page));
    const members = all.filter(({ place }) => place === resident.place);
    const words = members.flatMap((member) => [
      member.id,
      (member['phone'] as string | undefined) ?? member.id,
    ]);
    return [...words, name, household?.id ?? '', '门铃坏了'].filter((word) => rest.includes(word));
  };
  await expect.poll(leftovers, { timeout: 15_000 }).toEqual([]);
  await expect(old.page.getByText(/复核/).first()).toBeVisible();

  // What she wrote waits for the head.
  await head.page.goto(`${server.url}/review`);
  await head.page
    .getByRole('link', { name: new RegExp(oldLiaison.name) })
    .first()
    .click();
  await expect(head.page.getByText('门铃坏了，要打电话').first()).toBeVisible();
  for (const { context } of [old, next, head]) await context.close();
});
