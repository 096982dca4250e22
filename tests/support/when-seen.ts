import type { Page } from '@playwright/test';

/** Something to wait for on a page, in the words of the page. */
export interface Awaited {
  readonly name: string;
  /** What is looked at. */
  readonly selector: string;
  /** A regular expression for its text or its label. */
  readonly words: string;
}

/**
 * Watches a page for several things at once and tells for each when it was first there (ms since 1970). The page
 * itself looks, with every change of its own, so that no polling from outside is in the figures.
 */
export function whenSeen(page: Page, awaited: readonly Awaited[]): Promise<Record<string, number>> {
  return page.evaluate((wanted) => {
    const seen: Record<string, number> = {};
    const missing = () => wanted.filter(({ name }) => seen[name] === undefined);
    const words = (element: Element) =>
      `${element.getAttribute('aria-label') ?? ''} ${element.textContent ?? ''}`;
    return new Promise<Record<string, number>>((resolve, reject) => {
      const look = () => {
        for (const { name, selector, words: pattern } of missing()) {
          const all = [...document.querySelectorAll(selector)];
          if (all.some((element) => new RegExp(pattern).test(words(element)))) {
            seen[name] = Date.now();
          }
        }
        if (missing().length > 0) return;
        observer.disconnect();
        resolve(seen);
      };
      setTimeout(() => reject(new Error(`never seen: ${JSON.stringify(missing())}`)), 20_000);
      const observer = new MutationObserver(look);
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      look();
    });
  }, awaited as Awaited[]);
}
