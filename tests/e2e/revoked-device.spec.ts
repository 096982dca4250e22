import type { Page } from '@playwright/test';
import { allOf, signInOverApi } from '../support/api-session.ts';
import { deviceContents } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { allUploaded, demoCode, demoPerson, newDevice, phone, tablet } from '../support/sign-in.ts';

/** Times of the device's own streams of hints: when each was opened, and when the server closed it. */
async function watchStreams(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const closed: number[] = [];
    Object.assign(globalThis, { closedStreams: closed });
    const Native = EventSource;
    globalThis.EventSource = class extends Native {
      constructor(address: string | URL) {
        super(address);
        this.addEventListener('error', () => closed.push(Date.now()));
      }
    };
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { closedStreams: number[] }).closedStreams);
}

/** Opens the page of somebody's device at the head's tablet and ends its use. */
async function endDevice(head: Page, url: string, device: string, why: RegExp): Promise<number> {
  await head.goto(`${url}/devices/${device}`);
  await head.getByRole('button', { name: '停用这台设备' }).click();
  const sheet = head.getByRole('dialog');
  await sheet.getByRole('radio', { name: why }).check({ force: true });
  const asked = Date.now();
  await sheet.getByRole('button', { name: '停用', exact: true }).click();
  await expect(sheet).toBeHidden();
  return asked;
}

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

test.describe('the use of a device is ended', () => {
  async function deviceOfLatest(url: string, person: string): Promise<string> {
    const office = await signInOverApi(url, await demoCode(url, 'admin'));
    const notices = allOf(await office.pullAll(), 'notices');
    const own = notices
      .filter((notice) => notice.kind === 'device' && notice['person'] === person)
      .toSorted((a, b) => b.createdAt - a.createdAt);
    return own[0]?.id ?? '';
  }

  test('a lost phone: its stream is cut at once, everything on it goes at the next contact, and it says why', async ({
    browser,
    server,
  }) => {
    test.setTimeout(150_000);
    const liaison = await demoPerson(server.url, 'liaison');
    const headOfGrid = await demoPerson(server.url, 'head');
    const who = await signInOverApi(server.url, liaison.code);

    const lost = await newDevice(browser, server.url, liaison.code, phone);
    const streams = await watchStreams(lost.page);
    await lost.page.goto(`${server.url}/today`);
    await allUploaded(lost.page);
    expect(JSON.stringify(await deviceContents(lost.page))).toContain(who.who.person.id);
    const device = await deviceOfLatest(server.url, who.who.person.id);

    const head = await newDevice(browser, server.url, headOfGrid.code, tablet);
    const asked = await endDevice(head.page, server.url, device, /丢了/);
    await expect.poll(async () => (await streams()).length, { timeout: 5000 }).toBeGreaterThan(0);
    const [closed = Infinity] = await streams();
    test
      .info()
      .annotations.push({ type: 'stream closed after (ms)', description: `${closed - asked}` });
    expect(closed - asked).toBeLessThan(1000);

    await expect(lost.page.getByText('这台设备已停用，上面的内容都清除了')).toBeVisible({
      timeout: 20_000,
    });
    await expect(lost.page.getByText(/有人报告它丢了/)).toBeVisible();
    await expect.poll(() => databases(lost.page)).toEqual([]);

    // Opened again it is still said, and nothing has come back.
    await lost.page.goto(`${server.url}/people`);
    await expect(lost.page.getByText('这台设备已停用，上面的内容都清除了')).toBeVisible();
    expect(await databases(lost.page)).toEqual([]);
    await expect(head.page.getByText('已停用，已清空').first()).toBeVisible({ timeout: 45_000 });
    for (const { context } of [lost, head]) await context.close();
  });

  test('a phone that is given back uploads what it holds first; one lost offline takes its outbox with it', async ({
    browser,
    server,
  }) => {
    test.setTimeout(200_000);
    const liaison = await demoPerson(server.url, 'liaison');
    const headOfGrid = await demoPerson(server.url, 'head');
    const api = await signInOverApi(server.url, liaison.code);
    const person = allOf(await api.pullAll(), 'people').find(
      (found) => found['grade'] === undefined && found['phone'] !== undefined,
    );
    if (!person) throw new Error('nobody lives in this building');
    const stored = async () => (await api.pullAll()).get('people')?.get(person.id)?.['remark'];
    const head = await newDevice(browser, server.url, headOfGrid.code, tablet);

    for (const [why, text, arrives] of [
      [/退回/, '退回之前写的', true],
      [/丢了/, '丢失之前写的', false],
    ] as const) {
      const device = await newDevice(browser, server.url, liaison.code, phone);
      const id = await deviceOfLatest(server.url, api.who.person.id);
      await device.page.goto(`${server.url}/people/${person.id}?about=edit`);
      await expect(device.page.getByLabel('上门要知道的')).toBeVisible();
      await device.context.setOffline(true);
      await device.page.getByLabel('上门要知道的').fill(text);
      await device.page.getByLabel('姓名').focus();
      await expect(device.page.getByText(/待上传/).first()).toBeVisible();
      await endDevice(head.page, server.url, id, why);
      await device.context.setOffline(false);
      await expect(device.page.getByText('这台设备已停用，上面的内容都清除了')).toBeVisible({
        timeout: 60_000,
      });
      await expect.poll(() => databases(device.page)).toEqual([]);
      if (arrives) await expect.poll(stored).toBe(text);
      else expect(await stored()).not.toBe(text);
      await device.context.close();
    }
    await head.context.close();
  });
});
