import { describe, expect, it } from 'vitest';
import { deskOf, isTopPage, morePages, tabsFor, type Desk } from './tabs.ts';

const desks: readonly Desk[] = ['centre', 'head', 'liaison', 'volunteer'];
const names = (tabs: readonly { name: string }[]) => tabs.map(({ name }) => name);

describe('the menu', () => {
  it('is that of the strongest post', () => {
    expect(deskOf([{ role: 'volunteer' }, { role: 'liaison' }])).toBe('liaison');
    expect(deskOf([{ role: 'liaison' }, { role: 'head' }])).toBe('head');
    expect(deskOf([{ role: 'head' }, { role: 'socialWorker' }])).toBe('centre');
    expect(deskOf([{ role: 'core' }])).toBe('volunteer');
    expect(deskOf([])).toBe('volunteer');
  });

  it.each(desks)('has four tabs at most on the phone of a %s, and 我的 is the last', (desk) => {
    const tabs = names(tabsFor(desk, 'phone'));
    expect(tabs.length).toBeLessThanOrEqual(4);
    expect(tabs.at(-1)).toBe('me');
  });

  it.each(desks)('shows nothing twice and leaves nothing out for a %s', (desk) => {
    const everywhere = (['phone', 'tablet', 'desktop'] as const).map((layout) =>
      [...names(tabsFor(desk, layout)), ...names(morePages(desk, layout))].toSorted(),
    );
    expect(everywhere[0]).toEqual(everywhere[2]);
    expect(new Set(everywhere[0]).size).toBe(everywhere[0]?.length);
  });

  it('stays on its own pages and gives way on what lies deeper', () => {
    expect(isTopPage('/round')).toBe(true);
    expect(isTopPage('/round/c1~g01')).toBe(false);
    expect(isTopPage('/upload')).toBe(false);
  });
});
