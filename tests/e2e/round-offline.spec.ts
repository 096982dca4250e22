import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsOnDevice } from '../support/device-contents.ts';
import { expect, test } from '../support/journey.ts';
import { openPhone } from '../support/phone-in-hand.ts';
import {
  answer,
  backToBuilding,
  beginVisit,
  doorsOf,
  doorsToKnock,
  doorTile,
  fillVisit,
  goToBuilding,
  logNotIn,
  logVisit,
  openDoor,
} from '../support/round-steps.ts';
import {
  allUploaded,
  demoCode,
  demoPerson,
  newDevice,
  readyForOffline,
  tablet,
} from '../support/sign-in.ts';
import { whenSeen } from '../support/when-seen.ts';

const note = '女儿周日来，门铃坏了，敲门要重一点。';

test('a round without a network: killed, found again, and seen by the grid head within two seconds', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), 'linli-phone-'));
  const liaison = await demoPerson(server.url, 'liaison');
  let phone = await openPhone(folder);
  let { page } = phone;

  await test.step('the liaison chooses herself on the sign-in page', async () => {
    await page.goto(`${server.url}/`);
    await page.getByRole('button', { name: `${liaison.name} ` }).click();
    await page.getByRole('button', { name: '开始使用' }).click();
    await readyForOffline(page);
    await allUploaded(page);
  });

  // The browser writes its cookies down every half minute, or when it is closed, as on the way home.
  await phone.context.close();
  phone = await openPhone(folder);
  page = phone.page;
  await page.goto(server.url);
  await allUploaded(page);

  await goToBuilding(page);
  const building = page.url();
  const doors = (await doorsToKnock(page)).slice(0, 11);
  const [notIn = '', withNeed = '', withAlarm = '', ...others] = doors;
  const halfFilled = others.pop() ?? '';
  expect(others).toHaveLength(7);

  const head = await newDevice(browser, server.url, await demoCode(server.url, 'head'), tablet);
  await head.page.goto(building);
  await expect(doorTile(head.page, notIn)).toBeVisible();
  await expect(head.page.getByRole('link', { name: /紧急：/ })).toBeHidden();

  await phone.context.setOffline(true);

  await test.step('ten doors: nobody in at one, a need at one, an alarm at one', async () => {
    await logNotIn(page, notIn);

    await openDoor(page, withNeed);
    await beginVisit(page);
    await page.getByRole('button', { name: '登记需求' }).click();
    await page.getByRole('radio', { name: '维修' }).check();
    await page.getByRole('button', { name: '水管漏水' }).click();
    await page.getByRole('button', { name: '登记好了' }).click();
    await fillVisit(page);
    await backToBuilding(page);

    await openDoor(page, withAlarm);
    await page.getByRole('link', { name: '紧急情况' }).click();
    await page.getByRole('button', { name: '摔倒了' }).click();
    await expect(page.getByText('别人还看不到').first()).toBeVisible();
    await page.getByRole('button', { name: '返回' }).click();
    await beginVisit(page);
    await fillVisit(page);
    await backToBuilding(page);

    for (const door of others) await logVisit(page, door);
  });

  await test.step('an eleventh visit is left half filled, on its second step', async () => {
    await openDoor(page, halfFilled);
    await beginVisit(page);
    await answer(page, /身体/, '不舒服');
    await page.getByRole('button', { name: '三记录' }).click();
    await page.getByRole('textbox', { name: '记几句' }).fill(note);
    await page.getByRole('button', { name: '二看' }).click();
    await answer(page, /燃气/, '有隐患');
    await expect(page.getByText(/草稿已保存/)).toBeVisible();
  });

  // Ten visits, the alarm and the need; the eleventh is a draft.
  const waiting = /离线 · 12 条待上传/;
  await expect(page.getByRole('link', { name: waiting })).toBeVisible();
  const before = await recordsOnDevice(page, 'visits');

  await test.step('the browser is killed, the phone opened again without a network', async () => {
    await phone.kill();
    phone = await openPhone(folder, { offline: true });
    page = phone.page;
    await page.goto(server.url);
    await expect(page.getByRole('link', { name: waiting })).toBeVisible({ timeout: 20_000 });
    expect(await recordsOnDevice(page, 'visits')).toEqual(before);
  });

  await test.step('the half-filled visit is open where it was', async () => {
    await expect(page.getByRole('heading', { name: new RegExp(`^${halfFilled}`) })).toBeVisible();
    await expect(page.getByRole('button', { name: '二看' })).toHaveAttribute(
      'aria-current',
      'step',
    );
    const gas = page.getByRole('group', { name: /燃气/ });
    await expect(gas.getByRole('radio', { name: '有隐患' })).toBeChecked();
    await page.getByRole('button', { name: '一问' }).click();
    const health = page.getByRole('group', { name: /身体/ });
    await expect(health.getByRole('radio', { name: '不舒服' })).toBeChecked();
    await page.getByRole('button', { name: '三记录' }).click();
    await expect(page.getByRole('textbox', { name: '记几句' })).toHaveValue(note);
    await page.getByRole('button', { name: '返回' }).click();
    await expect(doorsOf(page).first()).toBeVisible();
  });

  await test.step('every door is as it was left', async () => {
    for (const door of [withNeed, withAlarm, ...others]) {
      await expect(doorTile(page, door)).toHaveAccessibleName(/已访/);
    }
    await expect(doorTile(page, notIn)).toHaveAccessibleName(/未遇/);
    await expect(doorTile(page, withAlarm)).toHaveAccessibleName(/警报/);
    await expect(doorTile(page, halfFilled)).toHaveAccessibleName(/草稿/);
  });

  await test.step('back online: the head sees alarm and visits within two seconds', async () => {
    const tile = (door: string, state: string) => ({
      name: door,
      selector: '[role=grid] a',
      words: `^${door} .*${state}`,
    });
    const seen = whenSeen(head.page, [
      { name: 'alarm', selector: 'a', words: '紧急：.*摔倒了' },
      tile(notIn, '未遇'),
      ...[withNeed, withAlarm, ...others].map((door) => tile(door, '已访')),
    ]);
    const online = Date.now();
    await phone.context.setOffline(false);
    const { alarm = Infinity, ...visits } = await seen;
    const last = Math.max(...Object.values(visits));
    console.log(
      `from going online to being seen on the tablet: alarm ${alarm - online} ms, all ten visits ${last - online} ms`,
    );
    expect(alarm - online).toBeLessThanOrEqual(2000);
    expect(last - online).toBeLessThanOrEqual(2000);
  });

  await test.step('nothing is left on the phone but the draft', async () => {
    await expect(page.getByRole('link', { name: /已全部上传/ })).toBeVisible();
    await page.getByRole('link', { name: /已全部上传/ }).click();
    await expect(page.getByRole('heading', { name: /草稿/ })).toBeVisible();
  });

  await phone.context.close();
  await head.context.close();
  await server.stop();
  await rm(folder, { recursive: true });
});
