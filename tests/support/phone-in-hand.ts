import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { recordRequests } from './journey.ts';
import { phone } from './sign-in.ts';

/** A phone whose storage outlives its browser, so that the app can be killed and opened again. */
export interface PhoneInHand {
  readonly context: BrowserContext;
  readonly page: Page;
  /** kill -9 of the browser: no page is told, nothing is flushed. */
  kill(): Promise<void>;
}

async function browserPid(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (!browser) throw new Error('the phone has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('the browser has no process of its own');
  return main.id;
}

/** Opens the phone whose storage is in `folder`, with or without a network from its first moment on. */
export async function openPhone(
  folder: string,
  how: { readonly offline?: boolean } = {},
): Promise<PhoneInHand> {
  const context = await chromium.launchPersistentContext(folder, {
    viewport: phone,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    offline: how.offline ?? false,
  });
  recordRequests(context);
  const pid = await browserPid(context);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async kill() {
      const gone = new Promise<void>((closed) => {
        context.once('close', () => closed());
      });
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}
