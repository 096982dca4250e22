import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { emptyFolder } from '../support/demo-folder.ts';
import { expect, test } from '../support/journey.ts';
import { cleanRoster, messyRoster } from '../support/roster-files.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { allUploaded, desktop, enrol } from '../support/sign-in.ts';

/** The code of the first administrator, as the operator reads it in the terminal. */
function firstCode(server: ServerProcess): string {
  const code = /enrol#(\S+)/.exec(server.output())?.[1];
  if (code === undefined) throw new Error('the server printed no code');
  return code;
}

async function tryFile(page: Page, file: URL): Promise<void> {
  await page.goto('/import');
  await page.locator('input[type=file]').setInputFiles(fileURLToPath(file));
  await expect(page.getByRole('heading', { name: /每一行的结果/ })).toBeVisible({
    timeout: 30_000,
  });
}

/** High enough for all the rejected rows at once: the list draws only what is in sight. */
const tall = { ...desktop, height: 1600 };

const filter = (page: Page, name: RegExp) => page.getByRole('radio', { name });

test.describe('both rosters, each into a community that begins with nothing', () => {
  let data: string;
  let server: ServerProcess;
  test.beforeEach(async () => {
    data = await emptyFolder();
    server = await startServer({ data, demo: false });
  });
  test.afterEach(async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  });

  test('the messy list names every bad row, imports the others and can be undone', async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ viewport: tall, baseURL: server.url });
    const page = await context.newPage();
    await enrol(page, server.url, firstCode(server));
    await tryFile(page, messyRoster);

    await expect(filter(page, /^全部\s*3229$/)).toHaveCount(1);
    await expect(filter(page, /^被拒\s*9$/)).toBeChecked();
    await expect(filter(page, /^新增（有修正）\s*442$/)).toHaveCount(1);
    const list = page.getByRole('list', { name: /每一行的结果/ });
    await expect(list.getByRole('listitem')).toHaveCount(9);
    for (const row of await list.getByRole('listitem').allInnerTexts()) {
      // A row number, who it is and a reason in words: nothing is refused without one.
      expect(row).toMatch(/\d+/);
      expect(row.replace(/\s/g, '').length).toBeGreaterThan(10);
    }
    const rejected = (await list.innerText()).replaceAll(/\s+/g, ' ');
    expect(rejected).toContain('曾凤霞');
    expect(rejected).toContain('第九网格');

    await page.getByRole('button', { name: '导入 3220 行' }).click();
    await expect(page.getByText('导入完成')).toBeVisible({ timeout: 60_000 });
    await allUploaded(page);

    await page.goto('/people?q=𠮷田梅');
    await expect(page.getByRole('link', { name: /𠮷田梅/ }).first()).toBeVisible();
    await page.goto(`/people?q=${encodeURIComponent('买买提艾力')}`);
    await expect(page.getByRole('link', { name: /买买提·艾力/ }).first()).toBeVisible();

    await page.goto('/import');
    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
    await expect(page.getByText(/已撤销/).first()).toBeVisible({ timeout: 60_000 });
    await page.goto('/people');
    await expect(page.getByText('共 1 人')).toBeVisible();
    await context.close();
  });

  test('the clean list brings places, people and posts, and a second time changes nothing', async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ viewport: tall, baseURL: server.url });
    const page = await context.newPage();
    await enrol(page, server.url, firstCode(server));
    await tryFile(page, cleanRoster);
    await expect(filter(page, /^全部\s*3259$/)).toHaveCount(1);
    await expect(filter(page, /^被拒/)).toHaveCount(0);
    await page.getByRole('button', { name: '导入 3259 行' }).click();
    await expect(page.getByText('导入完成')).toBeVisible({ timeout: 60_000 });
    await allUploaded(page);

    await tryFile(page, cleanRoster);
    await expect(filter(page, /^未变\s*3259$/)).toHaveCount(1);
    await expect(page.getByText('没有要写入的')).toBeVisible();
    await context.close();
  });
});
