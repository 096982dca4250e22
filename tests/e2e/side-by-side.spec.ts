import type { Page } from '@playwright/test';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { expect as expectSoon, test } from '../support/journey.ts';
import { allUploaded, demoCode, newDevice, phone, tablet } from '../support/sign-in.ts';

// A device that has just come back may miss a hint; it then asks by itself after half a minute.
const expect = expectSoon.configure({ timeout: 45_000 });

/** Writes into one field of a person and leaves it, so that it is kept. */
async function write(page: Page, field: string, text: string): Promise<void> {
  await page.getByLabel(field).fill(text);
  await page.getByLabel('姓名').focus();
  await expect(page.getByText(/待上传/).first()).toBeVisible();
}

test('two people write about the same person, both without a network: different fields both survive; of the same field the later stands and the other is shown to the head', async ({
  browser,
  server,
}) => {
  test.setTimeout(200_000);
  const liaisonCode = await demoCode(server.url, 'liaison');
  const headCode = await demoCode(server.url, 'head');
  const liaison = await signInOverApi(server.url, liaisonCode);
  const office = await (await signInOverApi(server.url, headCode)).pullAll();
  // Nobody about whom the demo has a disagreement already.
  const disputed = new Set(
    allOf(office, 'notices').map((notice) => (notice['about'] as { id: string } | undefined)?.id),
  );
  const person = allOf(await liaison.pullAll(), 'people').find(
    ({ id, grade, phone: number }) =>
      grade === undefined &&
      number !== undefined &&
      id !== liaison.who.person.id &&
      !disputed.has(id),
  );
  if (!person) throw new Error('nobody lives in this building');
  const stored = async () => (await liaison.pullAll()).get('people')?.get(person.id);

  const door = await newDevice(browser, server.url, liaisonCode, phone);
  const desk = await newDevice(browser, server.url, headCode, tablet);
  for (const { page, context } of [door, desk]) {
    await page.goto(`${server.url}/people/${person.id}?about=edit`);
    await expect(page.getByLabel('姓名')).toBeVisible();
    await context.setOffline(true);
  }
  await write(door.page, '上门要知道的', '敲门要重一点');
  await write(desk.page, '紧急联系人', '女儿 13100001111');
  await write(door.page, '电话', '13100002222');
  await write(desk.page, '电话', '13100003333');

  // The later of the two comes back first, so that nothing but the stamps can decide.
  await desk.context.setOffline(false);
  await allUploaded(desk.page);
  await door.context.setOffline(false);
  await expect(door.page.getByText('1 条被退回').first()).toBeVisible({ timeout: 20_000 });
  await expect.poll(stored).toMatchObject({
    remark: '敲门要重一点',
    emergencyContact: '女儿 13100001111',
    phone: '13100003333',
  });
  await expect(door.page.getByLabel('电话')).toHaveValue('13100003333');
  await expect(desk.page.getByLabel('上门要知道的')).toHaveValue('敲门要重一点');

  await desk.page.goto(`${server.url}/review`);
  await desk.page
    .getByRole('link', { name: new RegExp(`${String(person['name'])}.*电话`) })
    .first()
    .click();
  await expect(desk.page.getByText('13100002222').first()).toBeVisible();
  await expect(desk.page.getByText('13100003333').first()).toBeVisible();

  // The head knows better: the other value is put back, and both devices have it.
  await desk.page.getByRole('button', { name: /改回/ }).click();
  await expect.poll(stored).toMatchObject({ phone: '13100002222' });
  await expect(door.page.getByLabel('电话')).toHaveValue('13100002222');
  for (const { context } of [door, desk]) await context.close();
});
