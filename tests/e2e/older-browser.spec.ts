import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { newId } from '../../src/app/new-id.ts';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { expect, test } from '../support/journey.ts';
import { makeOlder } from '../support/older-browser.ts';
import { push } from '../support/office-steps.ts';
import { messyRoster } from '../support/roster-files.ts';
import {
  backToBuilding,
  beginVisit,
  doorsToKnock,
  fillVisit,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { allUploaded, demoCode, demoPerson, desktop, enrol, phone } from '../support/sign-in.ts';

/** Somebody to be found by the sound of her name: it is chance whether anybody of that building has such a one. */
async function somebodyCalledWang(url: string, building: string): Promise<void> {
  const head = await signInOverApi(url, await demoCode(url, 'head'));
  const people = allOf(await head.pullAll(), 'people');
  const place = people.find((person) => person.place.startsWith(`${building}/`))?.place ?? '';
  const r = { kind: 'resident', place, name: '王小路' };
  await push(head, [{ c: 'people', id: newId(), op: 'create', r, stamp: Date.now() }]);
}

const built = join(import.meta.dirname, '../../dist/assets');

test('no script of the built app holds what Safari 16 cannot read', () => {
  const scripts = readdirSync(built).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  const unreadable = scripts.filter((name) =>
    /\(\?<[=!]/.test(readFileSync(join(built, name), 'utf8')),
  );
  expect(unreadable).toEqual([]);
});

test.describe('in the oldest browser that is promised', () => {
  test.setTimeout(120_000);
  /** A page of an older browser, and what went wrong in it so far. */
  async function olderPage(browser: Browser, url: string, viewport: typeof phone) {
    // The service worker would answer for files that have to be made older on their way.
    const context = await browser.newContext({
      viewport,
      baseURL: url,
      serviceWorkers: 'block',
      hasTouch: viewport === phone,
    });
    await makeOlder(context);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    return { context, page, wrong };
  }

  const menu = (page: Page, name: string) =>
    page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name });

  test('a liaison signs in, visits a door, sees needs and finds people', async ({
    browser,
    server,
  }) => {
    const liaison = await demoPerson(server.url, 'liaison');
    await somebodyCalledWang(server.url, liaison.place);
    const { context, page, wrong } = await olderPage(browser, server.url, phone);
    await enrol(page, server.url, liaison.code);
    expect(await page.evaluate(() => [typeof Promise.withResolvers, typeof URL.canParse])).toEqual([
      'undefined',
      'undefined',
    ]);

    await goToBuilding(page);
    const [door = ''] = await doorsToKnock(page);
    await openDoor(page, door);
    await beginVisit(page);
    await fillVisit(page);
    await backToBuilding(page);
    await allUploaded(page);

    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await menu(page, '需求').click();
    await expect(page.getByRole('heading', { level: 1, name: '需求' })).toBeVisible();
    await page.locator('main a[href^="/needs/"]').first().click();
    await expect(page.getByRole('heading', { name: '经过' })).toBeVisible();

    await page.goto('/people');
    await page.getByRole('searchbox').fill('wang');
    await expect(page.getByText(/找到 [1-9]\d* 条/)).toBeVisible();
    await page.locator('main a[href^="/people/"]').first().click();
    await expect(page.getByRole('heading', { name: '基本资料' })).toBeVisible();
    expect(wrong).toEqual([]);
    await context.close();
  });

  test('the centre looks at the overview and tries a roster in the worker', async ({
    browser,
    server,
  }) => {
    const { context, page, wrong } = await olderPage(browser, server.url, desktop);
    await enrol(page, server.url, await demoCode(server.url, 'admin'));
    for (const path of ['/overview', '/posts', '/review', '/needs', '/watch', '/upload']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('正在读取…')).toBeHidden();
    }
    await page.goto('/import');
    await page.locator('input[type=file]').setInputFiles(fileURLToPath(messyRoster));
    await expect(page.getByRole('heading', { name: /每一行的结果/ })).toBeVisible({
      timeout: 30_000,
    });
    expect(wrong).toEqual([]);
    await context.close();
  });

  test('without dvh, the app still fills the screen and a sheet stays within it', async ({
    browser,
    server,
  }) => {
    const small = { width: 390, height: 420 };
    const { context, page } = await olderPage(browser, server.url, small);
    await enrol(page, server.url, await demoCode(server.url, 'head'));
    await page.goto('/needs');
    await page.locator('main a[href^="/needs/"]').first().click();
    await page.getByRole('button', { name: '研判' }).click();
    const sheet = await page.getByRole('dialog').boundingBox();
    expect(sheet?.y).toBeGreaterThanOrEqual(0);
    expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeLessThanOrEqual(small.height);
    const root = await page.locator('#root').boundingBox();
    expect(root?.height).toBeGreaterThanOrEqual(small.height);
    await context.close();
  });
});
