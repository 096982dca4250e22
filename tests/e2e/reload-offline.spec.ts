import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { signInOverApi } from '../support/api-session.ts';
import { expect, test } from '../support/journey.ts';
import { openPhone } from '../support/phone-in-hand.ts';
import {
  addressesIn,
  addressOf,
  roleAt,
  routeTable,
  screensOf,
} from '../support/screens-to-see.ts';
import { settled } from '../support/settled.ts';
import { allUploaded, demoCode, enrol, newDevice, readyForOffline } from '../support/sign-in.ts';

/** What the window is called once a screen is loaded from its address: its heading, often a name in it. */
async function titleAt(page: Page, address: string): Promise<string> {
  await page.goto(new URL(address, page.url()).href);
  await settled(page);
  return page.title();
}

// What the liaison has no business with, the centre opens.
for (const desk of ['liaison', 'centre'] as const) {
  test(`every route of the ${desk} is loaded again without a network`, async ({
    browser,
    server,
  }) => {
    test.setTimeout(120_000);
    const code = await demoCode(server.url, roleAt[desk]);
    const { context, page } = await newDevice(browser, server.url, code);
    await readyForOffline(page);
    await allUploaded(page);
    const known = addressesIn(await (await signInOverApi(server.url, code)).pullAll());
    const others = Object.keys(known).filter((route) => !screensOf.liaison.includes(route));
    const routes = desk === 'centre' ? others : screensOf.liaison;
    const addresses = ['/', '/enrol', ...routes.map((route) => addressOf(known, route))];
    const reached = new Set(['/', '/enrol', ...screensOf.liaison, ...others]);
    expect(routeTable().filter((path) => !reached.has(path))).toEqual([]);
    const online: Record<string, string> = {};
    for (const address of addresses) online[address] = await titleAt(page, address);
    const failed = Object.values(online).filter((title) => !title.endsWith(' · 邻里'));
    expect(failed).toEqual([]);

    await context.setOffline(true);
    const offline: Record<string, string> = {};
    for (const address of addresses) offline[address] = await titleAt(page, address);
    // The bare address opens where one was last, which is another page the second time.
    for (const bare of ['/', '/enrol']) {
      expect(offline[bare]).toMatch(/ · 邻里$/);
      offline[bare] = online[bare] ?? '';
    }
    expect(offline).toEqual(online);
    console.log(`${addresses.length} addresses of the ${desk} loaded again without a network`);
    await context.close();
  });
}

test('the app can be put on the home screen where the browser offers that, and says nothing elsewhere', async ({
  browser,
  server,
}) => {
  const code = await demoCode(server.url, 'liaison');
  const folder = await mkdtemp(join(tmpdir(), 'linli-phone-'));
  const phone = await openPhone(folder);
  await enrol(phone.page, server.url, code);
  await expect(phone.page.getByText('把邻里放到桌面')).toBeVisible();
  await phone.page.goto(`${server.url}/me`);
  await expect(phone.page.getByRole('button', { name: /放到桌面/ })).toBeVisible();
  const session = await phone.context.newCDPSession(phone.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  await phone.context.close();
  await rm(folder, { recursive: true });

  // A private window has no home screen to put anything on.
  const { context, page } = await newDevice(browser, server.url, code);
  await page.goto(`${server.url}/me`);
  await expect(page.getByRole('button', { name: /检查更新/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /放到桌面/ })).toBeHidden();
  await context.close();
});
