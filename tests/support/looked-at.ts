import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';
import { elderFloors, measureScreen, normalFloors } from './measure-screen.ts';
import { settled } from './settled.ts';

const looks = [
  { mode: '标准', letters: 'normal', floors: normalFloors },
  { mode: '长辈版', letters: 'elder', floors: elderFloors },
] as const;

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe and the measure of letters and targets find on a screen as it stands, in both sizes of letters. */
export async function faultsAsItStands(page: Page): Promise<string[]> {
  const settings = await page.context().newPage();
  await settings.goto(new URL('/me', page.url()).href);
  const faults: string[] = [];
  // Ends in the usual size.
  for (const { mode, letters, floors } of looks.toReversed()) {
    await settings.getByRole('radio', { name: mode }).check();
    await page.bringToFront();
    await expect(page.locator('html')).toHaveAttribute('data-text', letters);
    await settled(page);
    const measured = await measureScreen(page, floors);
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(rules)
      .analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    faults.push(...[...measured, ...found].map((fault) => `${mode}: ${fault}`));
  }
  await settings.close();
  return faults;
}
