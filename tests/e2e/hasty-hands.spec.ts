import { newId } from '../../src/app/new-id.ts';
import { signInOverApi } from '../support/api-session.ts';
import { recordsOnDevice } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { push } from '../support/office-steps.ts';
import {
  beginVisit,
  doorsOf,
  doorsToKnock,
  goToBuilding,
  openDoor,
} from '../support/round-steps.ts';
import { allUploaded, demoCode, newDevice, phone, tablet } from '../support/sign-in.ts';

/** The liaison's phone, somewhere else, raises an alarm in her building. */
async function raiseAlarm(url: string): Promise<void> {
  const liaison = await signInOverApi(url, await demoCode(url, 'liaison'));
  const { grants, person } = liaison.who;
  const place = grants.find(({ role }) => role === 'liaison')?.place ?? '';
  const at = Date.now();
  const r = { kind: 'alarm', place, startedAt: at, finishedAt: at, visitorName: person.name };
  await push(liaison, [{ c: 'visits', id: newId(), op: 'create', r, stamp: at }]);
}

test.describe('hands that tap twice', () => {
  test.setTimeout(120_000);
  test('make one visit, one need and one alarm, and end up one screen further', async ({
    browser,
    server,
  }) => {
    const code = await demoCode(server.url, 'liaison');
    const { context, page } = await newDevice(browser, server.url, code, phone);
    await allUploaded(page);
    const count = async (c: string) => (await recordsOnDevice(page, c)).length;
    const before = { visits: await count('visits'), needs: await count('needs') };

    await goToBuilding(page);
    const [first = '', second = '', third = ''] = await doorsToKnock(page);
    await openDoor(page, first);
    await page.getByRole('button', { name: '不在家' }).dblclick();
    await expect(page.getByText(`${first} 已记「未遇」`)).toHaveCount(1);
    await page.getByRole('button', { name: '返回' }).click();

    await openDoor(page, second);
    await beginVisit(page);
    await page.getByRole('group', { name: /身体/ }).getByRole('radio', { name: '挺好' }).check();
    await page.getByRole('button', { name: '三记录' }).click();
    await page.getByRole('button', { name: '记完了' }).dblclick();
    await expect(doorsOf(page).first()).toBeVisible();

    await openDoor(page, third);
    await page.getByRole('link', { name: '登记需求' }).click();
    await page.getByRole('radio', { name: '维修' }).check();
    await page.getByRole('button', { name: '水管漏水' }).click();
    await page.getByRole('button', { name: '登记好了' }).dblclick();
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(third) })).toBeVisible();

    await page.getByRole('link', { name: '紧急情况' }).click();
    await page.getByRole('button', { name: '摔倒了' }).dblclick();
    await expect(page.getByRole('heading', { level: 1, name: '摔倒了' })).toBeVisible();

    expect(await count('visits')).toBe(before.visits + 3);
    expect(await count('needs')).toBe(before.needs + 1);
    await allUploaded(page);
    await context.close();
  });

  test('judge a need once; with the alarm above, the button to do it is on the screen', async ({
    browser,
    server,
  }) => {
    await raiseAlarm(server.url);
    const code = await demoCode(server.url, 'head');
    const { context, page } = await newDevice(browser, server.url, code, tablet);
    await page.goto(`${server.url}/needs`);
    await expect(page.getByRole('link', { name: /紧急：/ })).toBeVisible();
    await page.locator('main a[href^="/needs/"]').last().click();
    const judge = page.getByRole('button', { name: '研判' });
    await expect(judge).toBeInViewport({ ratio: 1 });
    await judge.click();
    // The phone's own Back takes away what lies on top, and only that.
    const address = page.url();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(page.url()).toBe(address);
    await expect(judge).toBeInViewport({ ratio: 1 });
    await judge.click();
    await page.getByRole('dialog').getByRole('button', { name: '完成研判' }).dblclick();
    await expect(page.getByText('已研判 1 件')).toBeVisible();
    const history = page.getByRole('listitem').filter({ hasText: /^研判\s*我 · / });
    await expect(history).toHaveCount(1);
    await context.close();
  });
});
