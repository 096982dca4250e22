import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { operator } from '../crash/shell.ts';
import { expect, test } from '../support/journey.ts';
import { doorsToKnock, goToBuilding, logVisit } from '../support/round-steps.ts';
import { startServer } from '../support/server-process.ts';
import { recordsOnDisk } from '../support/server-records.ts';
import { allUploaded, demoCode, newDevice } from '../support/sign-in.ts';

/** Words that would make somebody afraid for her work. */
const alarming = /没有传成|出了错|失败|丢失|退回|登录已失效|正在恢复/;

/** Visits in the building on the screen, until they are uploaded. */
async function visit(page: Page, notes: readonly string[]): Promise<void> {
  const doors = await doorsToKnock(page);
  for (const [index, note] of notes.entries()) await logVisit(page, doors[index] ?? '', note);
  await allUploaded(page);
}

test('the server’s folder is lost: phones give back what the backup lacks, by themselves', async ({
  browser,
  demoFolder: data,
}) => {
  test.setTimeout(180_000);
  const folder = join(data, 'demo');
  const backup = join(data, 'backup.db');
  let server = await startServer({ data });
  const { url, port } = server;
  const mine = await newDevice(browser, url, await demoCode(url, 'liaison'));
  const hers = await newDevice(browser, url, await demoCode(url, 'liaison', 1));
  for (const { page } of [mine, hers]) await goToBuilding(page);
  await visit(mine.page, ['备份之前']);
  expect(await operator('backup', ['--data', folder, '--to', backup])).toMatchObject({ code: 0 });
  await visit(mine.page, ['备份之后一', '备份之后二']);
  await visit(hers.page, ['另一台']);
  const notes = ['备份之前', '备份之后一', '备份之后二', '另一台'];
  const onDisk = () => recordsOnDisk(data, 'visits').map(({ record }) => record['note']);
  const ours = () =>
    onDisk()
      .map(String)
      .filter((note) => notes.includes(note));
  const all = recordsOnDisk(data, 'visits').length;
  expect(ours().toSorted()).toEqual(notes.toSorted());

  await server.kill();
  await rm(folder, { recursive: true });
  expect(await operator('restore', ['--data', folder, '--from', backup])).toMatchObject({
    code: 0,
  });
  expect(ours()).toEqual(['备份之前']);
  server = await startServer({ data, port });

  await expect.poll(() => ours().toSorted(), { timeout: 60_000 }).toEqual(notes.toSorted());
  for (const { page } of [mine, hers]) {
    await allUploaded(page);
    expect(await page.locator('body').innerText()).not.toMatch(alarming);
    await page.goto(`${url}/upload`);
    await expect(page.getByText('都已上传').first()).toBeVisible();
    expect(await page.locator('main').innerText()).not.toMatch(alarming);
  }
  expect(recordsOnDisk(data, 'visits')).toHaveLength(all);
  console.log(`of ${notes.length} visits the backup had 1; afterwards all, none twice`);

  await mine.context.close();
  await hers.context.close();
  await server.stop();
});
