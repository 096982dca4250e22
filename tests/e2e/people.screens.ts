import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signInOverApi } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { settled } from '../support/settled.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode, desktop, enrol, phone, tablet } from '../support/sign-in.ts';

const folder = join(import.meta.dirname, 'screens');
const sizes = { phone, tablet, desktop } as const;

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly open?: (page: Page) => Promise<void>;
}

/** What the head sees of devices, handovers and what is to be decided. */
test.describe('the screens about people and their devices', () => {
  let server: ServerProcess;
  let data: string;
  test.setTimeout(300_000);
  test.beforeAll(async () => {
    data = await copyOfDemo();
    server = await startServer({ data });
  });
  test.afterAll(async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  });

  test('of the head', async ({ browser }) => {
    const code = await demoCode(server.url, 'head');
    const office = await signInOverApi(server.url, code);
    const held = await office.pullAll();
    const all = (c: string) => [...(held.get(c)?.values() ?? [])];
    const posts = all('posts').filter(({ kind, place }) => kind === 'duty' && place.includes('/b'));
    const [given, kept] = posts;
    const device = all('notices').find(
      (one) => one.kind === 'device' && Number(one['waiting']) > 0,
    );
    const quarantine = all('notices').find(({ kind }) => kind === 'quarantine');
    const conflict = all('notices').find(({ kind }) => kind === 'conflict');
    const shots: readonly Shot[] = [
      { name: 'devices', address: '/devices' },
      { name: 'device', address: `/devices/${device?.id}` },
      {
        name: 'end-device',
        address: `/devices/${device?.id}`,
        open: async (page) => {
          await page.getByRole('button', { name: '停用这台设备' }).click();
          await page.getByRole('radio', { name: /丢了/ }).check({ force: true });
        },
      },
      { name: 'handover', address: `/handover/${kept?.id}` },
      { name: 'receipt', address: `/handover/${given?.id}` },
      { name: 'conflict', address: `/review/${conflict?.id}` },
      { name: 'quarantine', address: `/review/${quarantine?.id}` },
    ];
    let handedOver = false;
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, baseURL: server.url });
      const page = await context.newPage();
      await enrol(page, server.url, code);
      if (!handedOver) {
        await page.goto(`/handover/${given?.id}`);
        await page.getByRole('radio', { name: '新来的人' }).check({ force: true });
        await page.getByLabel('姓名', { exact: true }).fill('周敏');
        await page.getByRole('button', { name: '交接', exact: true }).click();
        await page.getByRole('dialog').getByRole('button', { name: '交接' }).click();
        await expect(page.getByText('还没交接完')).toBeVisible({ timeout: 20_000 });
        handedOver = true;
      }
      for (const text of ['normal', 'elder'] as const) {
        await page.evaluate((chosen) => localStorage.setItem('linli.text', chosen), text);
        for (const { name, address, open } of shots) {
          await page.goto(address);
          await settled(page);
          await open?.(page);
          await page.waitForTimeout(300);
          const suffix = text === 'elder' ? '-elder' : '';
          await page.screenshot({ path: join(folder, `${size}-${name}${suffix}.png`) });
        }
      }
      await context.close();
    }
  });
});
