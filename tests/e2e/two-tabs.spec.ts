import type { BrowserContext, Page } from '@playwright/test';
import { signInOverApi } from '../support/api-session.ts';
import { deviceContents, recordsOnDevice } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import {
  answer,
  beginVisit,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { allUploaded, demoPerson, enrol, newDevice } from '../support/sign-in.ts';

const ask = (page: Page) => page.getByRole('button', { name: '一问', exact: true }).click();
const record = (page: Page) => page.getByRole('button', { name: '三记录', exact: true }).click();
const note = (page: Page) => page.getByRole('textbox', { name: '记几句' });

async function secondTab(context: BrowserContext, address: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(address);
  return tab;
}

test('SIM-14: a visit open in two tabs keeps what both fill in, and what is typed last before a reload', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const liaison = await demoPerson(server.url, 'liaison');
  const { context, page } = await newDevice(browser, server.url, liaison.code);
  await goToBuilding(page);
  const [door = ''] = await doorsToKnock(page);
  await openDoor(page, door);
  await beginVisit(page);
  const other = await secondTab(context, page.url());
  await ask(other);
  await ask(page);
  await answer(page, /身体/, '挺好');
  await expect(other.getByRole('radio', { name: '挺好' })).toBeChecked();
  await other.getByRole('button', { name: '二看', exact: true }).click();
  await other.getByRole('radio', { name: '漏水' }).check();
  await record(page);
  await note(page).pressSequentially('药在床头柜里');
  await page.reload();
  await record(page);
  await expect(note(page)).toHaveValue('药在床头柜里');
  await record(other);
  await expect(note(other)).toHaveValue('药在床头柜里');
  await other.getByRole('button', { name: '记完了' }).click();
  const api = await signInOverApi(server.url, liaison.code);
  // Between the tap and the first word of what waits there is a moment in which all still counts as uploaded.
  const sent = async () =>
    [...((await api.pullAll()).get('visits')?.values() ?? [])]
      .filter((visit) => visit['note'] === '药在床头柜里')
      .map((visit) => Object.keys(visit['answers'] as object).toSorted());
  await expect.poll(sent, { timeout: 20_000 }).toEqual([['health', 'water']]);
  await allUploaded(other);
  await context.close();
});

test('who signs out in one tab is signed out in the other, and the next person finds nothing', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const first = await demoPerson(server.url, 'liaison');
  const next = await demoPerson(server.url, 'volunteer');
  const { context, page } = await newDevice(browser, server.url, first.code);
  const other = await secondTab(context, `${server.url}/people`);
  await allUploaded(other);
  const held = new Set((await recordsOnDevice(page, 'people')).map(({ id }) => String(id)));
  expect(held.size).toBeGreaterThan(50);
  // The other tab reads and writes all the while.
  await other.getByRole('searchbox').pressSequentially('王');
  await page.goto(`${server.url}/me`);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
  for (const tab of [page, other])
    await expect(tab.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  await expect.poll(() => deviceContents(page)).toEqual([]);
  await enrol(other, server.url, next.code);
  await allUploaded(other);
  const left = (await recordsOnDevice(other, 'people')).filter(({ id }) => held.has(String(id)));
  const whom = await signInOverApi(server.url, next.code);
  const may = (await whom.pullAll()).get('people');
  expect(left.filter(({ id }) => !may?.has(String(id)))).toEqual([]);
  await context.close();
});
