import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

interface Stop {
  /** What the focused element is called. */
  readonly name: string;
  /** Why somebody could not see where the focus is; null when it is plain to see. */
  readonly fault: string | null;
}

/** What has the focus, and whether one can see it: a ring around it, within the window, under no bar. */
function focusNow(page: Page): Promise<Stop> {
  return page.evaluate(async () => {
    await new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    });
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { name: '', fault: 'nothing has the focus' };
    }
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const labels = isField ? [...(element.labels ?? [])] : [];
    const text =
      element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent;
    const name = (text ?? '').trim();
    // A heading that was given the focus by the page tells where one is; nobody tabs to it.
    if (element.tabIndex < 0) return { name, fault: null };

    // A radio lies unseen under its face; the face then shows the ring.
    const small = element.getBoundingClientRect().width <= 2;
    const shown = small ? (labels[0] ?? element) : element;
    const ringed = [element, element.nextElementSibling, labels[0], element.parentElement];
    const hasRing = ringed.some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    if (!hasRing) return { name, fault: 'no ring around it' };

    const { left, right, top, bottom, height } = shown.getBoundingClientRect();
    if (height <= innerHeight && (top < -1 || bottom > innerHeight + 1)) {
      return { name, fault: `it lies from ${top} to ${bottom} of ${innerHeight}` };
    }
    const inset = 6;
    const points = [
      [(left + right) / 2, (top + bottom) / 2],
      [left + inset, top + inset],
      [right - inset, top + inset],
      [left + inset, bottom - inset],
      [right - inset, bottom - inset],
    ] as const;
    for (const [x, y] of points) {
      if (y < 0 || y > innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      const itself = hit && (shown.contains(hit) || hit.contains(shown));
      if (!itself && !labels.some((label) => label.contains(hit))) {
        return { name, fault: `at ${x}, ${y} it is covered by ${hit?.outerHTML.slice(0, 80)}` };
      }
    }
    return { name, fault: null };
  });
}

/** Presses Tab until something of this name has the focus; at every stop on the way one must see where one is. */
export async function tabTo(page: Page, wanted: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    const { name, fault } = await focusNow(page);
    // After the last stop the focus leaves the page for the browser's own bar.
    if (name === '') continue;
    expect(fault, `the focus on “${name}”`).toBeNull();
    if (wanted.test(name)) return;
    passed.push(name);
  }
  throw new Error(`no Tab stop is called ${wanted}; there were ${passed.join(' | ')}`);
}

/** Presses an arrow key within a group and looks whether the focus can be seen afterwards. */
export async function moveTo(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  const { name, fault } = await focusNow(page);
  expect(fault, `the focus on “${name}”`).toBeNull();
  return name;
}
