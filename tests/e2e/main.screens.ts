import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { copyOfDemo } from '../support/demo-folder.ts';
import { demoCode, desktop, enrol, phone, tablet } from '../support/sign-in.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

const folder = join(import.meta.dirname, 'screens');
const sizes = { phone, tablet, desktop } as const;
const textSizes = ['normal', 'elder'] as const;

/** Goes somewhere as a person would see it: everything read, nothing moving. */
async function show(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await expect(page.getByText('正在读取…')).toHaveCount(0);
  await page.waitForTimeout(300);
}

interface Shot {
  readonly name: string;
  /** Leads to the screen, from wherever the page is. */
  readonly open: (page: Page) => Promise<void>;
}

const at = (name: string, path: string): Shot => ({ name, open: (page) => show(page, path) });

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
    const goOn = page.getByRole('button', { name: /记录走访|再记一次|接着/ });
    await goOn
      .or(page.getByRole('link', { name: /接着|继续/ }))
      .first()
      .click();
    await page.getByRole('navigation', { name: '走访三步' }).waitFor();
    await page.waitForTimeout(300);
  },
};

const shots: Readonly<Record<'liaison' | 'head' | 'admin' | 'volunteer', readonly Shot[]>> = {
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
    first('person', '/people?show=watched', '/people/'),
    at('posts', '/posts'),
    at('import', '/import'),
  ],
  volunteer: [at('watch', '/watch')],
};

async function shoot(
  browser: Browser,
  server: ServerProcess,
  role: keyof typeof shots,
): Promise<void> {
  const code = await demoCode(server.url, role);
  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({
      viewport,
      baseURL: server.url,
      hasTouch: size !== 'desktop',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    if (role === 'liaison') {
      await show(page, `/enrol`);
      await page.screenshot({ path: join(folder, `${size}-enrol.png`) });
    }
    await enrol(page, server.url, code);
    for (const text of textSizes) {
      await page.evaluate((chosen) => localStorage.setItem('linli.text', chosen), text);
      for (const shot of shots[role]) {
        await shot.open(page);
        const suffix = text === 'elder' ? '-elder' : '';
        await page.screenshot({ path: join(folder, `${size}-${shot.name}${suffix}.png`) });
      }
    }
    await context.close();
  }
}

test.describe('the main screens', () => {
  let server: ServerProcess;
  let data: string;
  test.setTimeout(300_000);
  test.beforeAll(async () => {
    data = await copyOfDemo();
    server = await startServer({ data });
  });
  test.afterAll(async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  });
  for (const role of ['liaison', 'head', 'admin', 'volunteer'] as const) {
    test(`of the ${role}`, async ({ browser }) => {
      await shoot(browser, server, role);
    });
  }
});
