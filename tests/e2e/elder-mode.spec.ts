import { signInOverApi } from '../support/api-session.ts';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { elderFloors, measureScreen, normalFloors } from '../support/measure-screen.ts';
import { addressesIn, addressOf, isFirstAt, roleAt, screensOf } from '../support/screens-to-see.ts';
import {
  answer,
  beginVisit,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { settled } from '../support/settled.ts';
import { demoCode, desktop, newDevice, phone, tablet, type Device } from '../support/sign-in.ts';

const narrow = { width: 320, height: 640 };
const modes = [
  { mode: '标准', letters: 'normal', floors: normalFloors, sizes: [phone, tablet, desktop] },
  {
    mode: '长辈版',
    letters: 'elder',
    floors: elderFloors,
    sizes: [narrow, phone, tablet, desktop],
  },
] as const;

test.describe('letters and what can be pressed, at four widths', () => {
  /**
   * Measures what is on the page, in both sizes of letters and at every width; the size is chosen by `choose`. A screen
   * that was measured at another desk is measured where there is least room.
   */
  async function faultsOf(
    page: Page,
    name: string,
    choose: (mode: string) => Promise<void>,
    seenBefore = false,
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const { mode, letters, floors, sizes } of modes) {
      await choose(mode);
      await expect(page.locator('html')).toHaveAttribute('data-text', letters);
      for (const size of seenBefore ? sizes.slice(0, 2) : sizes) {
        await page.setViewportSize(size);
        await settled(page);
        const found = await measureScreen(page, floors);
        faults.push(...found.map((fault) => `${mode} ${size.width} ${name}: ${fault}`));
      }
    }
    return faults;
  }

  /** The size is chosen in another tab, so that the screen being measured need not be left. */
  async function otherTab({ context, page }: Device): Promise<(mode: string) => Promise<void>> {
    const settings = await context.newPage();
    await settings.goto(new URL('/me', page.url()).href);
    return (mode) => settings.getByRole('radio', { name: mode }).check();
  }

  for (const desk of ['liaison', 'head', 'centre', 'volunteer'] as const) {
    test(`on the screens of the ${desk}, in the usual size and in 长辈版`, async ({
      browser,
      server,
    }) => {
      test.setTimeout(180_000);
      const code = await demoCode(server.url, roleAt[desk]);
      const addresses = addressesIn(await (await signInOverApi(server.url, code)).pullAll());
      const device = await newDevice(browser, server.url, code);
      const { context, page } = device;
      const choose = await otherTab(device);
      const faults: string[] = [];
      for (const route of screensOf[desk]) {
        await page.goto(`${server.url}${addressOf(addresses, route)}`);
        faults.push(...(await faultsOf(page, route, choose, !isFirstAt(desk, route))));
      }
      expect(faults).toEqual([]);
      await context.close();
    });
  }

  test('on the form of a visit, step by step', async ({ browser, server }) => {
    const code = await demoCode(server.url, 'liaison');
    const device = await newDevice(browser, server.url, code);
    const { context, page } = device;
    const choose = await otherTab(device);
    await goToBuilding(page);
    await openDoor(page, (await doorsToKnock(page))[0] ?? '');
    await beginVisit(page);
    await answer(page, /身体/, '不舒服');
    const faults: string[] = [];
    for (const step of ['一问', '二看', '三记录']) {
      await page.getByRole('button', { name: step, exact: true }).click();
      faults.push(...(await faultsOf(page, step, choose)));
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('on the first page, before anybody has signed in', async ({ page, server }) => {
    await page.goto(server.url);
    const elder = page.getByRole('switch', { name: '长辈版' });
    await expect(page.getByRole('heading', { name: '试用：选一个人登录' })).toBeVisible();
    const faults = await faultsOf(page, '/enrol', (mode) => elder.setChecked(mode === '长辈版'));
    expect(faults).toEqual([]);
  });
});
