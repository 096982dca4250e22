import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { renderSVG } from 'uqr';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { expect, recordRequests, test } from '../support/journey.ts';
import { faultsAsItStands } from '../support/looked-at.ts';
import {
  filmOf,
  openOffline,
  packParcel,
  photographs,
  saveFile,
  shownCodes,
  takeFile,
} from '../support/parcel-steps.ts';
import { doorsToKnock, doorTile, goToBuilding, logVisit } from '../support/round-steps.ts';
import {
  allUploaded,
  demoCode,
  demoPerson,
  enrol,
  newDevice,
  phone,
  readyForOffline,
  tablet,
} from '../support/sign-in.ts';

const notes = ['水管漏了，要请人看', '女儿周日来', '老人说一切都好'] as const;

const timesOf = (visits: readonly AnyRecord[]): number[] =>
  notes.map((note) => visits.filter((visit) => visit['note'] === note).length);

test.describe('work that is carried by hand', () => {
  /** The visits with these notes, as the head may see them. */
  async function onServer(url: string) {
    const head = await signInOverApi(url, await demoCode(url, 'head'));
    const visits = allOf(await head.pullAll(), 'visits');
    return visits.filter((visit) => notes.some((note) => visit['note'] === note));
  }

  test('a file goes with somebody who has a network, and its receipt comes back', async ({
    browser,
    server,
  }) => {
    test.setTimeout(150_000);
    const liaison = await demoPerson(server.url, 'liaison');
    const writer = await newDevice(browser, server.url, liaison.code);
    const { page } = writer;
    await readyForOffline(page);
    await allUploaded(page);
    await goToBuilding(page);
    const building = page.url();
    const [first = '', second = '', third = ''] = await doorsToKnock(page);
    await writer.context.setOffline(true);
    await logVisit(page, first, notes[0]);
    await logVisit(page, second, notes[1]);

    await packParcel(page);
    const parcel = await saveFile(page);
    expect(parcel.name).toMatch(/^linli-\d{4}-\d{2}-\d{2}-\d{4}\.linli$/);
    expect(parcel.text).toMatch(/^linli:[\w-]+$/);
    await expect(page.getByText('等回执')).toBeVisible();

    const carrier = await newDevice(browser, server.url, await demoCode(server.url, 'volunteer'));
    await carrier.page.goto(`${server.url}/carry/others`);
    await takeFile(carrier.page, parcel.path);
    await expect(carrier.page.getByText('已送到')).toBeVisible({ timeout: 20_000 });
    await expect(carrier.page.getByText('收下 2 条', { exact: true })).toBeVisible();
    await carrier.page.getByRole('button', { name: '给写的人带回执' }).click();
    const receipt = await saveFile(carrier.page);
    expect(await faultsAsItStands(carrier.page)).toEqual([]);

    const head = await newDevice(browser, server.url, await demoCode(server.url, 'head'), tablet);
    await head.page.goto(building);
    await doorTile(head.page, first).click();
    await expect(head.page.getByText(notes[0]).first()).toBeVisible();
    await expect(head.page.getByText(new RegExp(liaison.name)).first()).toBeVisible();
    const once = await onServer(server.url);
    expect(timesOf(once)).toEqual([1, 1, 0]);

    await test.step('brought twice more, and once altered: nothing changes', async () => {
      for (let n = 0; n < 2; n += 1) {
        await carrier.page.getByRole('button', { name: '从这里去掉' }).click();
        await expect(carrier.page.getByText('还没有带着的包裹')).toBeVisible();
        await takeFile(carrier.page, parcel.path);
        await expect(carrier.page.getByText('早已有 2 条', { exact: true })).toBeVisible({
          timeout: 20_000,
        });
      }
      const altered = join(dirname(parcel.path), 'altered.linli');
      const { text } = parcel;
      const at = Math.floor(text.length / 2);
      const letter = text[at] === 'A' ? 'B' : 'A';
      await writeFile(altered, text.slice(0, at) + letter + text.slice(at + 1));
      await takeFile(carrier.page, altered);
      await expect(carrier.page.getByText(/不完整，或者被改动过/)).toBeVisible({ timeout: 20_000 });
      expect(await onServer(server.url)).toEqual(once);
    });

    await test.step('the receipt settles the outbox of a phone that has no network still', async () => {
      await takeFile(page, receipt.path);
      await expect(page.getByText('回执收好了：2 条已到服务中心。')).toBeVisible();
      await openOffline(page, '/upload');
      await expect(page.getByText('都已上传')).toBeVisible();
      await takeFile(carrier.page, receipt.path);
      await expect(carrier.page.getByText(/这份回执是给别人的设备的/)).toBeVisible();
    });

    await test.step('another parcel, and then the network is back without its receipt', async () => {
      await openOffline(page, building);
      await logVisit(page, third, notes[2]);
      await packParcel(page);
      const later = await saveFile(page);
      await takeFile(carrier.page, later.path);
      await expect(carrier.page.getByText('收下 1 条', { exact: true })).toBeVisible({
        timeout: 20_000,
      });
      await writer.context.setOffline(false);
      await openOffline(page, '/upload');
      await expect(page.getByText('都已上传')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByRole('region', { name: '被退回的' })).toHaveCount(0);
      const all = await onServer(server.url);
      expect(timesOf(all)).toEqual([1, 1, 1]);
      expect(new Set(all.map((visit) => visit['createdBy'])).size).toBe(1);
    });
    for (const { context } of [writer, carrier, head]) await context.close();
  });

  test('QR codes go from screen to camera, neither phone having a network', async ({
    browser,
    server,
  }) => {
    test.setTimeout(120_000);
    const writer = await newDevice(browser, server.url, await demoCode(server.url, 'liaison', 1));
    await readyForOffline(writer.page);
    await allUploaded(writer.page);
    await goToBuilding(writer.page);
    const [door = ''] = await doorsToKnock(writer.page);
    await writer.context.setOffline(true);
    const note = '楼道灯不亮，晚上看不清';
    await logVisit(writer.page, door, note);
    await packParcel(writer.page);
    const photos = await photographs(browser, await shownCodes(writer.page));
    expect(photos.length).toBeGreaterThan(1);
    expect(await faultsAsItStands(writer.page)).toEqual([]);

    const seeing = await chromium.launch({
      args: [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${await filmOf(photos)}`,
      ],
    });
    const context = await seeing.newContext({ viewport: phone, permissions: ['camera'] });
    recordRequests(context);
    const page = await context.newPage();
    await enrol(page, server.url, await demoCode(server.url, 'volunteer'));
    await readyForOffline(page);
    await allUploaded(page);
    await context.setOffline(true);
    await openOffline(page, '/carry/others');

    await page.getByRole('button', { name: '扫二维码' }).click();
    await expect(page.getByText('收下了一份包裹，有网后自动交出。')).toBeVisible({
      timeout: 40_000,
    });
    await expect(page.getByText('等有网交出')).toBeVisible();

    await test.step('photographs say the same, in any order; a link says nothing', async () => {
      const blind = await newDevice(browser, server.url, await demoCode(server.url, 'volunteer'));
      await blind.page.goto(`${server.url}/carry/others`);
      await blind.context.setOffline(true);
      const link = `data:image/svg+xml,${encodeURIComponent(renderSVG('https://example.org/x'))}`;
      const [foreign] = await photographs(browser, [link]);
      await blind.page.getByRole('button', { name: '扫二维码' }).click();
      await expect(blind.page.getByText('这台设备没有可用的相机')).toBeVisible();
      const pictures = blind.page.locator('input[accept="image/*"]');
      const asFile = (buffer: Buffer | undefined, n: number) => ({
        name: `${n}.jpg`,
        mimeType: 'image/jpeg',
        buffer: buffer ?? Buffer.alloc(0),
      });
      await pictures.setInputFiles([asFile(foreign, 0)]);
      await expect(blind.page.getByText(/这不是邻里的包裹二维码/)).toBeVisible();
      await pictures.setInputFiles(photos.toReversed().map(asFile));
      await expect(blind.page.getByText('收下了一份包裹，有网后自动交出。')).toBeVisible();
      await blind.context.close();
    });

    await context.setOffline(false);
    await expect(page.getByText('已送到')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('收下 1 条', { exact: true })).toBeVisible();
    const head = await signInOverApi(server.url, await demoCode(server.url, 'admin'));
    const visits = allOf(await head.pullAll(), 'visits');
    expect(visits.filter((visit) => visit['note'] === note)).toHaveLength(1);
    await seeing.close();
    await writer.context.close();
  });
});
