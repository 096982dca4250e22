import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { demoAnswer, type DemoAnswer } from '../../src/protocol/session.ts';

export const phone = { width: 390, height: 844 };
export const tablet = { width: 1024, height: 768 };
export const desktop = { width: 1440, height: 900 };

/** Somebody's device: a browser context of its own, with its own storage. */
export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
}

type DemoPerson = DemoAnswer['people'][number];

/** Who can be signed in as in the demo. */
async function demoPeople(url: string): Promise<readonly DemoPerson[]> {
  const answer = await fetch(`${url}/api/v1/demo`);
  return demoAnswer.parse(await answer.json()).people;
}

/** The first demo person with a role, or a later one. */
export async function demoPerson(url: string, role: string, nth = 0): Promise<DemoPerson> {
  const people = (await demoPeople(url)).filter((person) => person.role === role);
  const person = people[nth];
  if (!person) throw new Error(`the demo has no ${role} number ${nth}`);
  return person;
}

/** What that person signs in with. */
export async function demoCode(url: string, role: string, nth = 0): Promise<string> {
  return (await demoPerson(url, role, nth)).code;
}

/** Opens the link with the code, signs in and waits until the first sync is through. */
export async function enrol(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/enrol#${code}`);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '开始使用' }).click({ timeout: 45_000 });
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** A new device of the given size, signed in with a code. */
export async function newDevice(
  browser: Browser,
  url: string,
  code: string,
  viewport = phone,
): Promise<Device> {
  const context = await browser.newContext({
    viewport,
    baseURL: url,
    hasTouch: viewport.width < 1200,
  });
  const page = await context.newPage();
  await enrol(page, url, code);
  return { context, page };
}

/** Waits until the header says that everything has been uploaded. */
export async function allUploaded(page: Page): Promise<void> {
  await expect(page.getByText(/已全部上传/).first()).toBeVisible({ timeout: 20_000 });
}

/** Waits until the app's files are on the device, so that it opens without a network. */
export async function readyForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
