import type { Browser, BrowserContext, CDPSession, Page, Response } from '@playwright/test';
import { pullAnswer } from '../../src/protocol/sync.ts';

/** One first sync of one person, as a browser lived through it. */
export interface FirstSync {
  readonly records: number;
  /** What came over the wire for it, with its headers, as it was packed. */
  readonly bytes: number;
  /** From pressing 登录 until the list of the first screen shows. */
  readonly listSeconds: number;
  /** From pressing 登录 until the list shows and the header says that everything is here. */
  readonly allSeconds: number;
  readonly foreignRequests: number;
}

interface Clocked {
  pressed?: number;
  list?: number;
  all?: number;
}

/**
 * Takes the times within the page, with every change of its own, so that nothing from outside is in the figures; and
 * goes on as soon as the app offers it, as somebody in a hurry would.
 */
function clockInPage(): void {
  const clocked: Clocked = {};
  Object.assign(globalThis, { clocked });
  const begin = /^(开始使用|先用起来)/;
  addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.textContent?.trim() === '登录') clocked.pressed ??= performance.now();
    },
    true,
  );
  const look = () => {
    if (clocked.pressed === undefined) return;
    for (const button of document.querySelectorAll('main button')) {
      if (begin.test(button.textContent ?? '')) (button as HTMLElement).click();
    }
    const row = document.querySelector(
      'main :is(a[href^="/watch/"], a[href^="/needs/"], a[href^="/door/"], tbody tr)',
    );
    if (row) clocked.list ??= performance.now();
    const said = document.querySelector('a[href="/upload"][aria-label]');
    if (said?.textContent?.includes('已全部上传')) clocked.all ??= performance.now();
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

/** Bytes of the answers whose address contains `part`, as the network handed them over. */
async function bytesOnWire(session: CDPSession, part: string): Promise<() => number> {
  const asked = new Set<string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes(part)) asked.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}

function countForeign(context: BrowserContext, home: string): () => number {
  let foreign = 0;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== home) foreign += 1;
  });
  return () => foreign;
}

async function changesIn(answers: readonly Response[]): Promise<number> {
  let records = 0;
  for (const answer of answers) {
    records += pullAnswer.parse(await answer.json()).changes.length;
  }
  return records;
}

const clockedIn = (page: Page): Promise<Clocked> =>
  page.evaluate(() => (globalThis as unknown as { clocked: Clocked }).clocked);

/** Signs in with a code on a new device and stands by until everything is here. */
export async function measureFirstSync(
  browser: Browser,
  home: string,
  code: string,
  viewport: { width: number; height: number },
): Promise<FirstSync> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', baseURL: home });
  const foreign = countForeign(context, home);
  const page = await context.newPage();
  await page.addInitScript(clockInPage);
  const bytes = await bytesOnWire(await context.newCDPSession(page), '/api/v1/sync/pull');
  const answers: Response[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/sync/pull')) answers.push(response);
  });
  await page.goto(`/enrol#${code}`);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForFunction(
    () => {
      const { list, all } = (globalThis as unknown as { clocked: Clocked }).clocked;
      return list !== undefined && all !== undefined;
    },
    undefined,
    { timeout: 120_000 },
  );
  const { pressed = Number.NaN, list = Number.NaN, all = Number.NaN } = await clockedIn(page);
  const measured: FirstSync = {
    bytes: bytes(),
    records: await changesIn(answers),
    listSeconds: (list - pressed) / 1000,
    allSeconds: (Math.max(list, all) - pressed) / 1000,
    foreignRequests: foreign(),
  };
  await context.close();
  return measured;
}
