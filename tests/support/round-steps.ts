import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';

/** The doors of the building on the screen. */
export const doorsOf = (page: Page): Locator => page.getByRole('grid').getByRole('link');

/** A door by its number, as its tile says it. */
export const doorTile = (page: Page, door: string): Locator =>
  page.getByRole('grid').getByRole('link', { name: new RegExp(`^${door}( |$)`) });

/** From the menu to the building that this liaison walks. */
export async function goToBuilding(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: '主菜单' })
    .getByRole('link', { name: '走访' })
    .click();
  await expect(doorsOf(page).first()).toBeVisible();
}

/** Door numbers in the order in which it makes sense to knock: those that need it first. */
export async function doorsToKnock(page: Page): Promise<string[]> {
  const said = await doorsOf(page).evaluateAll((links) =>
    links.map((link) => link.getAttribute('aria-label') ?? link.textContent),
  );
  const numberOf = (label: string) => /^\w+/.exec(label)?.[0] ?? '';
  const open = said.filter((label) => /未访/.test(label));
  const again = said.filter((label) => /未遇/.test(label));
  const rest = said.filter((label) => !/未访|未遇/.test(label));
  return [...open, ...again, ...rest].map(numberOf);
}

export async function openDoor(page: Page, door: string): Promise<void> {
  await doorTile(page, door).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${door}`) })).toBeVisible();
}

/** At the door: begins the visit, or another one where somebody was here already. */
export async function beginVisit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(记录走访|再记一次)$/ }).click();
  await expect(page.getByRole('navigation', { name: '走访三步' })).toBeVisible();
}

export async function answer(page: Page, question: RegExp, choice: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: choice }).check();
}

/** 一问二看三记录 of an ordinary visit, from the first question to 记完了. */
export async function fillVisit(page: Page, note?: string): Promise<void> {
  await answer(page, /身体/, '挺好');
  await page.getByRole('button', { name: '下一步：二看' }).click();
  await page.getByRole('button', { name: '都没问题' }).click();
  await page.getByRole('button', { name: '下一步：三记录' }).click();
  if (note !== undefined) await page.getByRole('textbox', { name: '记几句' }).fill(note);
  await page.getByRole('button', { name: '记完了' }).click();
}

/** Back at the building; a door where somebody else is still to be seen comes first. */
export async function backToBuilding(page: Page): Promise<void> {
  await page.waitForURL(/\/(round|door)\//);
  if (page.url().includes('/door/')) await page.getByRole('button', { name: '返回' }).click();
  await expect(doorsOf(page).first()).toBeVisible();
}

/** A whole visit, from the building and back to it. */
export async function logVisit(page: Page, door: string, note?: string): Promise<void> {
  await openDoor(page, door);
  await beginVisit(page);
  await fillVisit(page, note);
  await backToBuilding(page);
}

/** Nobody opens: one tap at the door. */
export async function logNotIn(page: Page, door: string): Promise<void> {
  await openDoor(page, door);
  await page.getByRole('button', { name: '不在家' }).click();
  await expect(page.getByText(`${door} 已记「未遇」`)).toBeVisible();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(doorsOf(page).first()).toBeVisible();
}
