import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect } from './journey.ts';

/** A file as it leaves one device and reaches another. */
export interface HandedFile {
  readonly name: string;
  readonly text: string;
  readonly path: string;
}

/** Opens a page of the app without asking a network for it. */
export async function openOffline(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

/** Taps 存成文件 and keeps what the browser downloads. */
export async function saveFile(page: Page): Promise<HandedFile> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成文件' }).click();
  const download = await downloading;
  const path = join(await mkdtemp(join(tmpdir(), 'linli-file-')), download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), text: await readFile(path, 'utf8'), path };
}

/** Packs what waits on this phone. */
export async function packParcel(page: Page): Promise<void> {
  await openOffline(page, '/upload');
  await page.getByRole('link', { name: /让别人带走/ }).click();
  await page.getByRole('button', { name: /装成包裹$/ }).click();
  await expect(page.getByText('包裹装好了')).toBeVisible();
}

/** Chooses a file where parcels and receipts are taken in. */
export async function takeFile(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(path);
}

/** The pictures of the sequence that a phone shows, one after the other, as addresses of images. */
export async function shownCodes(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: '出示二维码' }).click();
  const code = page.locator('img[data-frame]');
  const label = (await code.getAttribute('alt')) ?? '';
  const total = Number(/共 (\d+) 张/.exec(label)?.[1]);
  const codes = new Map<string, string>();
  for (let n = 0; codes.size < total && n < total * 3; n += 1) {
    if (total > 1) await page.getByRole('button', { name: '下一张' }).click();
    const frame = (await code.getAttribute('data-frame')) ?? '';
    codes.set(frame, (await code.getAttribute('src')) ?? '');
  }
  expect(codes.size).toBe(total);
  return [...codes.values()];
}

/** Photographs of codes, as another phone's camera would take them. */
export async function photographs(
  browser: Browser,
  codes: readonly string[],
): Promise<readonly Buffer[]> {
  const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
  const page = await context.newPage();
  const photos: Buffer[] = [];
  for (const code of codes) {
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:#cbc4b8">
        <img style="width:440px" src="${code.replaceAll('"', '%22')}"></body>`,
    );
    photos.push(await page.screenshot({ type: 'jpeg', quality: 80 }));
  }
  await context.close();
  return photos;
}

/** A film for Chromium's camera: thirty pictures a second, each code held for a third of a second. */
export async function filmOf(photos: readonly Buffer[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'linli-film-')), 'codes.mjpeg');
  await writeFile(path, Buffer.concat(photos.flatMap((photo) => Array<Buffer>(10).fill(photo))));
  return path;
}
