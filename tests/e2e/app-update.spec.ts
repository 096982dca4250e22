import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfDemo } from '../support/demo-folder.ts';
import { expect, test } from '../support/journey.ts';
import {
  answer,
  beginVisit,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode, newDevice } from '../support/sign-in.ts';

const built = join(import.meta.dirname, '..', '..', 'dist');

test.describe('a new version of the app', () => {
  let data: string;
  let app: string;
  let server: ServerProcess;
  test.beforeAll(async () => {
    data = await copyOfDemo();
    app = await mkdtemp(join(tmpdir(), 'linli-app-'));
    await cp(built, app, { recursive: true });
    server = await startServer({ data, args: ['--app', app] });
  });
  test.afterAll(async () => {
    await server.stop();
    for (const folder of [data, app]) await rm(folder, { recursive: true, force: true });
  });

  test('waits for a half-filled visit, then reloads every tab and loses nothing', async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const { context, page } = await newDevice(
      browser,
      server.url,
      await demoCode(server.url, 'liaison'),
    );
    const other = await context.newPage();
    await other.goto(`${server.url}/needs`);
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();

    await goToBuilding(page);
    const [door = ''] = await doorsToKnock(page);
    await openDoor(page, door);
    await beginVisit(page);
    await answer(page, /身体/, '挺好');
    await page.getByRole('button', { name: '下一步：二看' }).click();
    await page.getByRole('button', { name: '下一步：三记录' }).click();
    const note = page.getByRole('textbox', { name: '记几句' });
    await note.fill('写到一半');

    // The operator puts up a new version; the phone hears of it while somebody is writing.
    await server.stop();
    await appendFile(join(app, 'service-worker.js'), '\n// a newer version\n');
    server = await startServer({ data, port: server.port, args: ['--app', app] });
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
    });
    const update = page.getByRole('button', { name: '现在更新' });
    await expect(page.getByText('有新版本，写完再更新')).toBeVisible();
    await expect(update).toHaveCount(0);
    await note.fill('写到一半，接着写完');
    await page.getByRole('button', { name: '记完了' }).click();

    await expect(update).toBeVisible();
    const reloads = [page, other].map((tab) => tab.waitForEvent('load'));
    await update.click();
    await Promise.all(reloads);
    for (const tab of [page, other]) {
      await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(tab.getByText(/有新版本/)).toHaveCount(0);
    }
    const waiting = await page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null,
    );
    expect(waiting).toBeNull();

    await page.goto(`${server.url}/round`);
    await openDoor(page, door);
    await expect(page.getByText('写到一半，接着写完').first()).toBeVisible();
    await context.close();
  });

  test('that is not one (a page instead of the script) leaves the old one working', async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    const { context, page } = await newDevice(
      browser,
      server.url,
      await demoCode(server.url, 'liaison'),
    );
    await server.stop();
    await rm(join(app, 'service-worker.js'));
    server = await startServer({ data, port: server.port, args: ['--app', app] });
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update().catch(() => undefined);
    });
    await context.setOffline(true);
    await page.reload();
    await goToBuilding(page);
    await context.close();
  });
});
