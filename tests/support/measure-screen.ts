import type { Page } from '@playwright/test';

/** What a screen must keep to (px). */
export interface Floors {
  readonly body: number;
  readonly text: number;
  readonly target: number;
  readonly mainTarget: number;
}

export const normalFloors: Floors = { body: 17, text: 14, target: 48, mainTarget: 48 };
export const elderFloors: Floors = { body: 22, text: 18, target: 48, mainTarget: 60 };

/**
 * Measures what is drawn: letters, what can be pressed, words that are cut off, sideways scrolling. Answers each
 * fault in words, none where the screen keeps to the floors.
 */
export function measureScreen(page: Page, floors: Floors): Promise<string[]> {
  return page.evaluate((least) => {
    const faults = new Set<string>();
    const root = document.documentElement;
    const said = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(
        element.getAttribute('aria-label') ??
        element.textContent ??
        ''
      )
        .trim()
        .slice(0, 30)}”`;

    // For screen readers only, or a way past the menu that shows itself when it has the focus.
    const isHidden = (element: Element): boolean => {
      if (!element.checkVisibility({ visibilityProperty: true })) return true;
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { width, height, bottom, right } = at.getBoundingClientRect();
        if (getComputedStyle(at).clipPath.includes('inset(50%)')) return true;
        if (at instanceof HTMLElement && width <= 2 && height <= 2) return true;
        if (at === element && (width === 0 || height === 0)) return true;
        if (at === element && (bottom + scrollY <= 0 || right <= 0)) return true;
      }
      return false;
    };

    // What an ancestor clips off on purpose, such as a dot that would begin a line, is not on the screen.
    const shownOf = (element: Element): { readonly left: number; readonly right: number } => {
      let { left, right } = element.getBoundingClientRect();
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'clip') continue;
        const box = at.getBoundingClientRect();
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
      }
      return { left, right };
    };

    const bodySize = Number.parseFloat(getComputedStyle(document.body).fontSize);
    if (bodySize < least.body) faults.add(`the body's letters are ${bodySize} px`);

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const withText = new Set<Element>();
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && walker.currentNode.nodeValue?.trim()) withText.add(parent);
    }
    for (const field of document.querySelectorAll('input, textarea, select')) withText.add(field);
    for (const element of withText) {
      if (element.closest('script, style, noscript') || isHidden(element)) continue;
      if (element.matches('input[type=radio], input[type=checkbox], input[type=file]')) continue;
      const style = getComputedStyle(element);
      const letters = Number.parseFloat(style.fontSize);
      if (letters < least.text) faults.add(`${said(element)} has letters of ${letters} px`);
      const clips = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
      if (clips && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
        faults.add(`${said(element)} is cut: ${element.scrollWidth} in ${element.clientWidth} px`);
      }
      const { left, right } = shownOf(element);
      if (right > root.clientWidth + 1 || left < -1) {
        faults.add(`${said(element)} reaches from ${left} to ${right} of ${root.clientWidth} px`);
      }
    }

    if (root.scrollWidth > root.clientWidth) {
      faults.add(`the page is ${root.scrollWidth} wide in ${root.clientWidth} px`);
    }
    for (const element of document.querySelectorAll('body *')) {
      if (!/auto|scroll/.test(getComputedStyle(element).overflowX)) continue;
      if (element.scrollWidth > element.clientWidth + 1 && !isHidden(element)) {
        faults.add(
          `${said(element)} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth} px`,
        );
      }
    }

    const main = '[data-look], [data-press], [data-door], input[type=radio], nav a, nav button';
    const pressable =
      'button, a[href], input:not([type=hidden], [type=file]), select, textarea, summary, [role=button]';
    for (const element of document.querySelectorAll(pressable)) {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const small = element.matches('input[type=checkbox], input[type=radio]');
      if (small ? labels.every(isHidden) : isHidden(element)) continue;
      // A telephone number or a name within a sentence is as high as its line.
      if (getComputedStyle(element).display === 'inline' && !element.matches(main)) continue;
      const boxes = [element, ...(small ? labels : [])].map((each) => each.getBoundingClientRect());
      const height =
        Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      const width =
        Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const floor = element.matches(main) ? least.mainTarget : least.target;
      if (height < floor - 0.5 || width < least.target - 0.5) {
        const name = labels[0] ? said(labels[0]) : said(element);
        faults.add(`${name} is ${Math.round(width)} x ${Math.round(height)} px to press`);
      }
    }
    return [...faults];
  }, floors);
}
