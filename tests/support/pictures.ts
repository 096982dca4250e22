import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { settled } from './settled.ts';
import { desktop, enrol, phone, tablet, type Device } from './sign-in.ts';

const kept = join(import.meta.dirname, '..', 'e2e', 'screens');
const passing = join(import.meta.dirname, '..', 'results', 'screens');

/** Screens that people look at: a phone, a tablet, a desk. */
export const sizes = { phone, tablet, desktop } as const;
export type Size = keyof typeof sizes;

const looks = [
  { suffix: '', text: 'normal', language: 'zh-CN', folder: kept },
  { suffix: '-elder', text: 'elder', language: 'zh-CN', folder: kept },
  { suffix: '-english', text: 'normal', language: 'en', folder: passing },
] as const;

/** A screen, and how to come to it from wherever the page is. */
export interface Shot {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

/** Goes somewhere as a person would see it: everything read, nothing moving. */
export async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.waitForTimeout(300);
}

export const at = (name: string, address: string): Shot => ({
  name,
  open: (page) => show(page, address),
});

/** A device of each size, one after the other, with nobody signed in. */
export async function onEachSize(
  browser: Browser,
  baseURL: string,
  look: (device: Device, size: Size) => Promise<void>,
): Promise<void> {
  for (const size of Object.keys(sizes) as Size[]) {
    const context = await browser.newContext({
      viewport: sizes[size],
      baseURL,
      hasTouch: size !== 'desktop',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await look({ context, page }, size);
    await context.close();
  }
}

/** Takes a picture of each screen in both sizes of letters, and on a phone in English. */
export async function takePictures(page: Page, size: Size, shots: readonly Shot[]): Promise<void> {
  for (const { suffix, text, language, folder } of looks) {
    if (language === 'en' && size !== 'phone') continue;
    const chosen = { 'linli.text': text, 'linli.language': language };
    await page.evaluate((settings) => Object.assign(localStorage, settings), chosen);
    for (const { name, open } of shots) {
      await open(page);
      await page.screenshot({ path: join(folder, `${size}-${name}${suffix}.png`) });
    }
  }
}

/** Signs somebody in on each size of screen and takes pictures of these screens. */
export async function picturesOf(
  browser: Browser,
  url: string,
  code: string,
  shots: readonly Shot[],
): Promise<void> {
  await onEachSize(browser, url, async ({ page }, size) => {
    await enrol(page, url, code);
    await takePictures(page, size, shots);
  });
}
