import { expect, test } from '../support/journey.ts';
import { saveFile, takeFile } from '../support/parcel-steps.ts';
import { at, onEachSize, show, sizes, takePictures, type Shot } from '../support/pictures.ts';
import { doorsToKnock, goToBuilding, logVisit } from '../support/round-steps.ts';
import {
  allUploaded,
  demoCode,
  enrol,
  newDevice,
  phone,
  readyForOffline,
} from '../support/sign-in.ts';

test.setTimeout(400_000);

const packed: Shot = {
  name: 'carry-packed',
  open: async (page) => {
    await show(page, '/carry');
    await page.getByRole('button', { name: /装成包裹$|^Pack/ }).click();
    await page.getByText(/包裹装好了|The parcel is ready/).waitFor();
  },
};

const asCodes: Shot = {
  name: 'carry-codes',
  open: async (page) => {
    await packed.open(page);
    await page.getByRole('button', { name: /出示二维码|Show QR/ }).click();
    await page.locator('img[data-frame]').scrollIntoViewIfNeeded();
  },
};

const receiptBack: Shot = {
  name: 'carry-others-receipt',
  open: async (page) => {
    await show(page, '/carry/others');
    await page.getByRole('button', { name: /给写的人带回执|Take the receipt/ }).click();
  },
};

test('work that waits, leaves by hand, and comes back with a receipt', async ({
  browser,
  server,
}) => {
  const { url } = server;
  const liaison = await demoCode(url, 'liaison');
  const volunteer = await demoCode(url, 'volunteer');
  await onEachSize(browser, url, async ({ context, page }, size) => {
    await page.setViewportSize(phone);
    await enrol(page, url, liaison);
    await readyForOffline(page);
    await allUploaded(page);
    await goToBuilding(page);
    const [first = '', second = ''] = await doorsToKnock(page);
    await context.setOffline(true);
    await logVisit(page, first, '水管漏了，要请人看');
    await logVisit(page, second, '女儿周日来');
    await page.setViewportSize(sizes[size]);
    await takePictures(page, size, [
      at('upload-offline', '/upload'),
      at('carry', '/carry'),
      packed,
      asCodes,
    ]);
    await page.evaluate(() => localStorage.clear());
    await packed.open(page);
    const { path } = await saveFile(page);

    const carrier = await newDevice(browser, url, volunteer, sizes[size]);
    await readyForOffline(carrier.page);
    await show(carrier.page, '/carry/others');
    await takePictures(carrier.page, size, [at('carry-others-none', '/carry/others')]);
    await carrier.context.setOffline(true);
    await takeFile(carrier.page, path);
    await expect(carrier.page.getByText(/等有网交出|waits for a network/)).toBeVisible();
    await takePictures(carrier.page, size, [at('carry-others-waiting', '/carry/others')]);
    await carrier.context.setOffline(false);
    await expect(carrier.page.getByText(/已送到|delivered/)).toBeVisible({ timeout: 30_000 });
    await takePictures(carrier.page, size, [at('carry-others', '/carry/others'), receiptBack]);
    await carrier.context.close();
  });
});

test('work that was refused', async ({ browser, server }) => {
  const code = await demoCode(server.url, 'liaison');
  await onEachSize(browser, server.url, async ({ context, page }, size) => {
    await page.setViewportSize(phone);
    await enrol(page, server.url, code);
    await goToBuilding(page);
    const [door = ''] = await doorsToKnock(page);
    // A faulty version of the app: the row says something that no visit can say.
    await context.route('**/api/v1/sync/push', async (route) => {
      const body = route.request().postDataJSON() as { rows: { r?: Record<string, unknown> }[] };
      for (const { r } of body.rows) if (r) r['colour'] = 'red';
      await route.continue({ postData: JSON.stringify(body) });
    });
    await logVisit(page, door, '第二户，要修水管');
    await expect(page.getByText(/1 条被退回/).first()).toBeVisible({ timeout: 20_000 });
    await page.setViewportSize(sizes[size]);
    await takePictures(page, size, [at('upload-returned', '/upload')]);
  });
});
