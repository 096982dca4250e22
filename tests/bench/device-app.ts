import { rm } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer } from '../support/server-process.ts';
import { demoCode, newDevice, phone } from '../support/sign-in.ts';
import { goToBuilding } from '../support/round-steps.ts';
import { bundleSizes, sumOf } from './bundle-sizes.ts';

/** A tap on "next door": when the next door was on the screen, and when its buttons were (ms after the finger). */
export interface Tap {
  readonly drawn: number;
  readonly ready: number;
}

interface Clocked {
  tapped?: number | undefined;
  drawn?: number;
  ready?: number;
}

/** Takes the times within the page: from the finger's own time stamp to the frame after the one that shows it. */
function clockTaps(): void {
  const clocked: Clocked = {};
  Object.assign(globalThis, { clocked });
  let left: string | undefined;
  const heading = () => document.querySelector('h1')?.textContent ?? '';
  const painted = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', then);
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  addEventListener(
    'click',
    ({ target, timeStamp }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (!/^(下一户|再敲)/.test(button?.textContent ?? '')) return;
      left = heading();
      clocked.tapped = timeStamp;
      delete clocked.drawn;
      delete clocked.ready;
    },
    true,
  );
  new MutationObserver(() => {
    if (clocked.tapped === undefined || left === undefined || heading() === left) return;
    const since = clocked.tapped;
    if (clocked.drawn === undefined) {
      clocked.drawn = Number.NaN;
      painted(() => (clocked.drawn = performance.now() - since));
    }
    const buttons = [...document.querySelectorAll('button')].map((each) => each.textContent);
    if (clocked.ready === undefined && buttons.some((words) => /^(不在家|再记一次)/.test(words))) {
      clocked.ready = Number.NaN;
      painted(() => (clocked.ready = performance.now() - since));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const onward = (page: Page) => page.getByRole('button', { name: /^(下一户|再敲)/ });

async function oneDoor(page: Page): Promise<Tap> {
  const notIn = page.getByRole('button', { name: '不在家' });
  await notIn.or(onward(page)).first().waitFor();
  if (await notIn.isVisible()) await notIn.click();
  await onward(page).waitFor();
  await page.waitForTimeout(700);
  await onward(page).click();
  await page.waitForFunction(() => {
    const { ready } = (globalThis as unknown as { clocked: Clocked }).clocked;
    return ready !== undefined && !Number.isNaN(ready);
  });
  return await page.evaluate(() => {
    const { drawn = Number.NaN, ready = Number.NaN } = (
      globalThis as unknown as { clocked: Clocked }
    ).clocked;
    return { drawn, ready };
  });
}

/** What the app itself costs as it is built: what is loaded first, and the way from door to door. */
export interface AppFigures {
  /** Kilobytes of what index.html loads, packed with brotli as browsers ask for it. */
  readonly firstLoad: number;
  readonly taps: readonly Tap[];
}

/** A liaison goes from door to door on a phone whose processor is six times as slow, nobody being in. */
export async function measureApp(browser: Browser, doors: number): Promise<AppFigures> {
  const data = await copyOfDemo();
  const server = await startServer({ data });
  try {
    const { first } = await bundleSizes(server.url);
    const code = await demoCode(server.url, 'liaison');
    const { context, page } = await newDevice(browser, server.url, code, phone);
    await page.addInitScript(clockTaps);
    await page.reload();
    await goToBuilding(page);
    await page.getByRole('grid').getByRole('link', { name: /未访/ }).first().click();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await oneDoor(page);
    const taps: Tap[] = [];
    for (let door = 0; door < doors; door += 1) taps.push(await oneDoor(page));
    await context.close();
    return { firstLoad: sumOf('first', first).brotli / 1000, taps };
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}
