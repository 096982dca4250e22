import { afterEach, expect, it } from 'vitest';
import { forgetPage, pageToReopen, rememberPage } from './last-page.ts';

const now = 1_800_000_000_000;
afterEach(() => localStorage.clear());

it('opens again where it was, but not the next morning', () => {
  rememberPage('/visit/1?step=look', now);
  expect(pageToReopen(now + 60_000)).toBe('/visit/1?step=look');
  expect(pageToReopen(now + 3 * 3_600_000)).toBeNull();
});

it('opens nothing that is not a page of the app', () => {
  for (const address of ['//elsewhere.example', 'https://elsewhere.example', '/']) {
    rememberPage(address, now);
    expect(pageToReopen(now)).toBeNull();
  }
  localStorage.setItem('linli.lastPage', '{broken');
  expect(pageToReopen(now)).toBeNull();
});

it('forgets the page with the person', () => {
  rememberPage('/door/c1', now);
  forgetPage();
  expect(pageToReopen(now)).toBeNull();
});
