import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Look } from './look.tsx';
import { parseSearch, stringifySearch } from './search-text.ts';

/** For tests: draws a screen at an address, with links, theme and words as in the app. */
export async function renderScreen(
  screen: ReactNode,
  at: { readonly route?: string; readonly address?: string } = {},
): Promise<RenderResult & { readonly address: () => string }> {
  if (!window.matchMedia) {
    const never = {
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    window.matchMedia = (media) => ({ ...never, media }) as unknown as MediaQueryList;
  }
  window.scrollTo = () => undefined;
  if (!('fonts' in document)) Object.assign(document, { fonts: new EventTarget() });
  const root = createRootRoute();
  const here = createRoute({
    getParentRoute: () => root,
    path: at.route ?? '/',
    component: () => screen,
  });
  const elsewhere = createRoute({
    getParentRoute: () => root,
    path: '$',
    component: () => null,
  });
  const router = createRouter({
    routeTree: root.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: [at.address ?? at.route ?? '/'] }),
    parseSearch,
    stringifySearch,
  });
  await router.load();
  const result = render(
    <Look env="test">
      <RouterProvider router={router} />
    </Look>,
  );
  return { ...result, address: () => router.state.location.href };
}
