import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signInOverApi } from '../support/api-session.ts';
import { expect, test } from '../support/journey.ts';
import {
  answer,
  beginVisit,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import {
  addressesIn,
  addressOf,
  isFirstAt,
  roleAt,
  routeTable,
  screensOf,
} from '../support/screens-to-see.ts';
import { settled } from '../support/settled.ts';
import { demoCode, desktop, newDevice, phone, type Device } from '../support/sign-in.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const desks = ['liaison', 'head', 'centre', 'volunteer'] as const;

// There are no frames; without this a page of its own would be opened for every look.
const axeOn = (page: Page) =>
  new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: false });

/** Whether what lay half under a bar is large enough where one presses it: in the middle of the window. */
async function isSmallInSight(page: Page, target: string): Promise<boolean> {
  await page.locator(target).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { violations } = await axeOn(page).include(target).withRules('target-size').analyze();
  return violations.length > 0;
}

async function faultsOn(page: Page, where: string): Promise<string[]> {
  await settled(page);
  const { violations } = await axeOn(page).withTags(rules).analyze();
  const faults: string[] = [];
  for (const { id, nodes } of violations) {
    for (const { html, target, failureSummary = '' } of nodes) {
      const covered = id === 'target-size' && failureSummary.includes('obscured');
      if (covered && !(await isSmallInSight(page, target.join(' ')))) continue;
      faults.push(`${where}: ${id}: ${html.slice(0, 120)} ${failureSummary}`);
    }
  }
  return faults;
}

test.describe('axe finds nothing', () => {
  /**
   * Both sizes of letters, on a phone and on a desktop; the size is chosen in another tab. A screen that another desk
   * has shown in all four looks is seen large on the phone and in the usual size on the desktop.
   */
  async function inEveryLook(
    page: Page,
    settings: Page,
    where: string,
    seenBefore = false,
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const { mode, letters, sizes } of [
      { mode: '标准', letters: 'normal', sizes: seenBefore ? [desktop] : [phone, desktop] },
      { mode: '长辈版', letters: 'elder', sizes: seenBefore ? [phone] : [phone, desktop] },
    ]) {
      await settings.getByRole('radio', { name: mode }).check();
      await expect(page.locator('html')).toHaveAttribute('data-text', letters);
      for (const size of sizes) {
        await page.setViewportSize(size);
        faults.push(...(await faultsOn(page, `${mode} ${size.width} ${where}`)));
      }
    }
    return faults;
  }

  async function settingsTab({ context, page }: Device): Promise<Page> {
    const settings = await context.newPage();
    await settings.goto(new URL('/me', page.url()).href);
    return settings;
  }

  for (const desk of desks) {
    test(`on the screens of the ${desk}`, async ({ browser, server }) => {
      test.setTimeout(240_000);
      const code = await demoCode(server.url, roleAt[desk]);
      const addresses = addressesIn(await (await signInOverApi(server.url, code)).pullAll());
      const device = await newDevice(browser, server.url, code);
      const { context, page } = device;
      const settings = await settingsTab(device);
      const faults: string[] = [];
      for (const route of screensOf[desk]) {
        await page.goto(`${server.url}${addressOf(addresses, route)}`);
        faults.push(...(await inEveryLook(page, settings, route, !isFirstAt(desk, route))));
      }
      expect(faults).toEqual([]);
      await context.close();
    });
  }

  test('on the form of a visit, step by step, and in English', async ({ browser, server }) => {
    test.setTimeout(120_000);
    const code = await demoCode(server.url, 'liaison');
    const device = await newDevice(browser, server.url, code);
    const { context, page } = device;
    const settings = await settingsTab(device);
    await goToBuilding(page);
    const building = page.url();
    await openDoor(page, (await doorsToKnock(page))[0] ?? '');
    const door = page.url();
    await beginVisit(page);
    await answer(page, /身体/, '不舒服');
    const faults: string[] = [];
    for (const step of ['一问', '二看', '三记录']) {
      await page.getByRole('button', { name: step, exact: true }).click();
      faults.push(...(await inEveryLook(page, settings, step)));
    }
    const visit = page.url();
    await settings.getByRole('radio', { name: 'English' }).check();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    const today = `${server.url}/today`;
    for (const address of [
      visit,
      door,
      building,
      today,
      `${server.url}/needs`,
      `${server.url}/me`,
    ]) {
      await page.goto(address);
      faults.push(...(await faultsOn(page, `English ${new URL(address).pathname}`)));
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('on the page where one signs in', async ({ page, server }) => {
    await page.goto(server.url);
    await expect(page.getByRole('heading', { name: '试用：选一个人登录' })).toBeVisible();
    const faults: string[] = [];
    for (const elder of [false, true]) {
      await page.getByRole('switch', { name: '长辈版' }).setChecked(elder);
      for (const size of [phone, desktop]) {
        await page.setViewportSize(size);
        faults.push(...(await faultsOn(page, `/enrol ${size.width}`)));
      }
    }
    expect(faults).toEqual([]);
  });

  test('and no route is left out', () => {
    const looked = new Set(desks.flatMap((desk) => screensOf[desk]));
    const elsewhere = ['/', '/enrol'];
    expect(routeTable().filter((path) => !looked.has(path) && !elsewhere.includes(path))).toEqual(
      [],
    );
    expect(routeTable().length).toBeGreaterThan(20);
  });
});
