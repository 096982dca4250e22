import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeviceValue } from '../store/device-context.tsx';
import { Look } from '../ui/look.tsx';
import { RouteProblem } from './route-problem.tsx';
import { SignedInContext, useSignedIn, type SignedIn } from './signed-in.tsx';

afterEach(() => vi.unstubAllGlobals());

/** A screen on the store of whoever is signed in, which has just been closed. */
function OnStore() {
  const { device } = useSignedIn();
  if (device) throw new Error('the store is closed');
  return <p>登录</p>;
}

it('a screen that failed because its device was signed out gives way to the sign-in page', async () => {
  vi.stubGlobal('reportError', () => undefined);
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }));
  vi.stubGlobal('scrollTo', () => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const router = createRouter({
    routeTree: createRootRoute({ component: OnStore }),
    history: createMemoryHistory(),
    defaultErrorComponent: RouteProblem,
  });
  const app = (device: DeviceValue | null) => (
    <Look env="test">
      <SignedInContext value={{ device } as SignedIn}>
        <RouterProvider router={router} />
      </SignedInContext>
    </Look>
  );
  const { rerender } = render(app({} as DeviceValue));
  await screen.findByRole('heading', { level: 1, name: '这一页打不开' });
  rerender(app(null));
  expect(await screen.findByText('登录')).toBeTruthy();
});
