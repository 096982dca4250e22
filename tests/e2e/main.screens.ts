import { test } from '../support/journey.ts';
import { at, onEachSize, picturesOf, show, takePictures, type Shot } from '../support/pictures.ts';
import { settled } from '../support/settled.ts';
import { demoCode } from '../support/sign-in.ts';

/** Opens the first entry of a list that leads to an address which begins so. */
const first = (name: string, list: string, begins: string): Shot => ({
  name,
  open: async (page) => {
    await show(page, list);
    const href = await page.locator(`main a[href^="${begins}"]`).first().getAttribute('href');
    if (href === null) throw new Error(`${list} leads nowhere that begins with ${begins}`);
    await show(page, href);
  },
});

/** A visit that is begun on the first pass, and found again where it was on the second. */
const halfFilled: Shot = {
  name: 'visit',
  open: async (page) => {
    await first('door', '/round', '/door/').open(page);
    const goOn = page.getByRole('button', { name: /记录走访|再记一次|接着|Record|Go on/ });
    await goOn
      .or(page.getByRole('link', { name: /接着|继续|Go on/ }))
      .first()
      .click();
    await page.waitForURL(/\/visit\//);
    await settled(page);
    await page.waitForTimeout(300);
  },
};

const shots: Readonly<Record<string, readonly Shot[]>> = {
  liaison: [
    at('today', '/today'),
    at('round', '/round'),
    first('door', '/round', '/door/'),
    halfFilled,
    first('watched', '/watch', '/watch/'),
    at('upload', '/upload'),
    at('me', '/me'),
  ],
  head: [
    at('head-today', '/today'),
    at('needs', '/needs'),
    first('need', '/needs', '/needs/'),
    at('review', '/review'),
  ],
  admin: [
    at('overview', '/overview'),
    at('people', '/people?q=wang'),
    at('everybody', '/people'),
    first('person', '/people?show=watched', '/people/'),
    at('posts', '/posts'),
    at('import', '/import'),
  ],
  volunteer: [at('watch', '/watch')],
};

test.describe('the main screens', () => {
  test.setTimeout(300_000);
  for (const [role, screens] of Object.entries(shots)) {
    test(`of the ${role}`, async ({ browser, server }) => {
      await picturesOf(browser, server.url, await demoCode(server.url, role), screens);
    });
  }

  test('before anybody has signed in', async ({ browser, server }) => {
    await onEachSize(browser, server.url, async ({ page }, size) => {
      await show(page, '/enrol');
      await takePictures(page, size, [at('enrol', '/enrol')]);
    });
  });
});
