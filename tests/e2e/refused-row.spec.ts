import { allOf, signInOverApi } from '../support/api-session.ts';
import { expect, test } from '../support/journey.ts';
import { doorsToKnock, goToBuilding, logVisit } from '../support/round-steps.ts';
import { demoCode, newDevice } from '../support/sign-in.ts';

const notes = ['第一户，都好', '第二户，要修水管', '第三户，下次再来'] as const;

test('one bad row among good ones is shown with its reason and its text, and stops none of the others', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const head = await signInOverApi(server.url, await demoCode(server.url, 'head'));
  const notesOnServer = async () => {
    const visits = allOf(await head.pullAll(), 'visits');
    return notes.filter((note) => visits.some((visit) => visit['note'] === note));
  };
  const { context, page } = await newDevice(
    browser,
    server.url,
    await demoCode(server.url, 'liaison'),
  );
  await goToBuilding(page);
  await context.setOffline(true);
  const doors = await doorsToKnock(page);
  for (const [index, note] of notes.entries()) await logVisit(page, doors[index] ?? '', note);

  // A faulty version of the app: one of the rows says something that no visit can say.
  await context.route('**/api/v1/sync/push', async (route) => {
    const body = route.request().postDataJSON() as { rows: { r?: Record<string, unknown> }[] };
    for (const { r } of body.rows) if (r?.['note'] === notes[1]) r['colour'] = 'red';
    await route.continue({ postData: JSON.stringify(body) });
  });
  await context.setOffline(false);
  await expect(page.getByText(/1 条被退回/).first()).toBeVisible({ timeout: 20_000 });
  expect(await notesOnServer()).toEqual([notes[0], notes[2]]);

  await page.goto(`${server.url}/upload`);
  const returned = page.getByRole('region', { name: '被退回的' });
  await expect(returned.getByText('被退回', { exact: true })).toBeVisible();
  await expect(returned.getByText(notes[1]).first()).toBeVisible();
  // The reason is in words of its own, not a code.
  await expect(returned).not.toContainText('unknownField');
  expect((await returned.innerText()).length).toBeGreaterThan(40);

  // The app is mended: the same text goes out again and is taken in.
  await context.unroute('**/api/v1/sync/push');
  await returned.getByRole('button', { name: '改好再传' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /上传|再传/ })
    .click();
  await expect(page.getByText('都已上传')).toBeVisible({ timeout: 20_000 });
  await expect.poll(notesOnServer).toEqual([...notes]);
  await expect(page.getByRole('region', { name: '被退回的' })).toHaveCount(0);
  await context.close();
});
