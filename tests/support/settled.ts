import type { Page } from '@playwright/test';

/** Waits until a screen has been read and drawn: it has its heading, nothing loads, nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const heading = document.querySelector('h1, h2');
    if (!heading?.textContent?.trim()) return false;
    return !/正在读取|正在打开|Loading|Opening Linli/.test(document.body.innerText);
  });
  await page.evaluate(async () => {
    let quiet = 0;
    const observer = new MutationObserver(() => {
      quiet = 0;
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    while (quiet < 6) {
      await new Promise(requestAnimationFrame);
      quiet += 1;
    }
    observer.disconnect();
  });
}
