import { setTimeout as after } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { recordsOnDevice } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import {
  beginVisit,
  doorsOf,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { recordsOnDisk } from '../support/server-records.ts';
import { allUploaded, demoCode, newDevice, readyForOffline } from '../support/sign-in.ts';

type Moment = 'before it arrives' | 'before its answer' | number;

/** When the server dies after the phone has begun to send: at once, after some ms, or between deed and answer. */
const moments: readonly Moment[] = [
  'before it arrives',
  ...Array.from({ length: 4 }, () => Math.round(Math.random() * 40)),
  'before its answer',
];
const visitsEachTime = 6;
const leak = '水管漏水，地上都是水';

/** The shortest whole visit: it is finished at once, while one tap on 不在家 can be taken back for a while. */
async function turnedAway(page: Page, door: string): Promise<void> {
  await openDoor(page, door);
  await beginVisit(page);
  await page.getByRole('button', { name: '三记录', exact: true }).click();
  await page.getByRole('radio', { name: '不愿见' }).check();
  await page.getByRole('button', { name: '记完了' }).click();
  await expect(doorsOf(page).first()).toBeVisible();
}

async function raiseNeed(page: Page, door: string): Promise<void> {
  await openDoor(page, door);
  await page.getByRole('link', { name: '登记需求' }).click();
  await page.getByRole('radio', { name: '维修' }).check();
  await page.getByRole('textbox', { name: '说一说' }).fill(leak);
  await page.getByRole('button', { name: '登记好了' }).click();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(doorsOf(page).first()).toBeVisible();
}

/** Lets the next push come as far as the moment says, and kills the server then. */
async function killDuringPush(page: Page, server: ServerProcess, moment: Moment): Promise<void> {
  const killed = Promise.withResolvers<void>();
  // Watched before the network is back: a push that slips through would leave nothing to kill.
  await page.route(
    '**/api/v1/sync/push',
    async (route) => {
      if (moment === 'before its answer') await route.fetch();
      const answered = typeof moment === 'number' ? route.continue() : Promise.resolve();
      if (typeof moment === 'number') await after(moment);
      await server.kill();
      await answered.catch(() => undefined);
      if (typeof moment !== 'number') await route.abort('connectionreset');
      killed.resolve();
    },
    { times: 1 },
  );
  await page.context().setOffline(false);
  await killed.promise;
}

test('a server killed during the push loses nothing and takes nothing in twice', async ({
  browser,
  demoFolder: data,
}) => {
  test.setTimeout(180_000);
  let server = await startServer({ data });
  const { url, port } = server;
  const { context, page } = await newDevice(browser, url, await demoCode(url, 'liaison'));
  await readyForOffline(page);
  await allUploaded(page);
  await goToBuilding(page);
  const doors = await doorsToKnock(page);
  const idsBefore = new Set((await recordsOnDevice(page, 'visits')).map(({ id }) => id));

  let knocks = 0;
  for (const moment of moments) {
    await context.setOffline(true);
    for (let count = 0; count < visitsEachTime; count += 1) {
      await turnedAway(page, doors[knocks % doors.length] ?? '');
      knocks += 1;
    }
    const needs = moment === 'before its answer' ? 1 : 0;
    if (needs > 0) await raiseNeed(page, doors[0] ?? '');
    const waiting = `${visitsEachTime + needs} 条待上传`;
    await expect(page.getByText(waiting)).toBeVisible({ timeout: 20_000 });

    await killDuringPush(page, server, moment);
    const mine = recordsOnDisk(data, 'visits').filter(({ id }) => !idsBefore.has(id));
    const kept = new Set((await recordsOnDevice(page, 'visits')).map(({ id }) => id));
    const taken = mine.filter(({ id }) => kept.has(id)).length - (knocks - visitsEachTime);
    const when = typeof moment === 'number' ? `${moment} ms after it was sent` : moment;
    console.log(`killed ${when}: ${taken} of ${visitsEachTime} visits were on the disk`);
    if (moment === 'before its answer') expect(taken).toBe(visitsEachTime);
    if (moment === 'before it arrives') expect(taken).toBe(0);

    server = await startServer({ data, port });
    await allUploaded(page);
  }

  const written = (await recordsOnDevice(page, 'visits')).filter(({ id }) => !idsBefore.has(id));
  expect(written).toHaveLength(knocks);
  const head = await signInOverApi(url, await demoCode(url, 'head'));
  const seen = await head.pullAll();
  const visits = allOf(seen, 'visits');
  const writer = written[0]?.['createdBy'];
  const arrived = visits.filter(({ id, createdBy }) => createdBy === writer && !idsBefore.has(id));
  expect(arrived).toHaveLength(knocks);
  expect(new Set<unknown>(arrived.map(({ id }) => id))).toEqual(
    new Set(written.map(({ id }) => id)),
  );
  const told = (visit: object) => {
    const { place, startedAt, finishedAt, outcome } = visit as Record<string, unknown>;
    return JSON.stringify({ place, startedAt, finishedAt, outcome });
  };
  expect(arrived.map(told).toSorted()).toEqual(written.map(told).toSorted());
  expect(new Set(arrived.map(told)).size).toBe(knocks);
  const needs = allOf(seen, 'needs').filter((need) => need['what'] === leak);
  expect(needs).toHaveLength(1);
  expect(needs[0]?.['steps']).toHaveLength(1);
  console.log(`${knocks} visits written on the phone, ${arrived.length} with the head`);

  await context.close();
  await server.stop();
});
