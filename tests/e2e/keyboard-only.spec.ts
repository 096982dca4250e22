import { recordsOnDevice } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { moveTo, tabTo } from '../support/keyboard.ts';
import { doorsOf } from '../support/round-steps.ts';
import { demoCode, desktop, phone } from '../support/sign-in.ts';

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  test(`from signing in to a logged visit with the keyboard alone, on a ${size}`, async ({
    browser,
    server,
  }) => {
    test.setTimeout(120_000);
    const code = await demoCode(server.url, 'liaison');
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const { keyboard } = page;

    await test.step('signs in by typing the code', async () => {
      await page.goto(server.url);
      await tabTo(page, /登录码/);
      await keyboard.type(code);
      await keyboard.press('Enter');
      await expect(page.getByRole('button', { name: '开始使用' })).toBeVisible();
      await tabTo(page, /开始使用/);
      await keyboard.press('Enter');
      await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible();
    });

    await test.step('goes to the building and walks through its doors by arrow keys', async () => {
      await tabTo(page, /^走访$/);
      await keyboard.press('Enter');
      await expect(doorsOf(page).first()).toBeVisible();
      await tabTo(page, /(未访|未遇|已访)/);
      await moveTo(page, 'Home');
      await moveTo(page, 'ArrowRight');
      const door = await moveTo(page, 'ArrowDown');
      await keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: door.split(' ')[0] ?? '' })).toBeVisible();
    });

    const before = (await recordsOnDevice(page, 'visits')).length;

    await test.step('logs the visit', async () => {
      await tabTo(page, /^(记录走访|再记一次)$/);
      await keyboard.press('Enter');
      await expect(page.getByRole('navigation', { name: '走访三步' })).toBeVisible();
      await tabTo(page, /^挺好$/);
      await keyboard.press('Space');
      await expect(page.getByRole('radio', { name: '挺好' })).toBeChecked();
      await moveTo(page, 'ArrowRight');
      await expect(page.getByRole('radio', { name: '一般' }).first()).toBeChecked();
      await tabTo(page, /^下一步：二看$/);
      await keyboard.press('Enter');
      await expect(page.getByRole('button', { name: '二看', exact: true })).toBeFocused();
      await tabTo(page, /^都没问题$/);
      await keyboard.press('Enter');
      await tabTo(page, /^下一步：三记录$/);
      await keyboard.press('Enter');
      await tabTo(page, /^记几句/);
      await keyboard.type('键盘记的。');
      await tabTo(page, /^记完了$/);
      await keyboard.press('Enter');
      await page.waitForURL(/\/(round|door)\//);
    });

    const visits = await recordsOnDevice(page, 'visits');
    expect(visits).toHaveLength(before + 1);
    expect(visits.filter(({ note }) => note === '键盘记的。')).toHaveLength(1);

    await context.close();
  });
}
