import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { AppLink } from './link.tsx';
import { Look } from './look.tsx';
import { Page } from './page.tsx';
import { renderScreen } from './render-screen.tsx';

function First() {
  return (
    <Page title="待办">
      <AppLink to="/second">走访</AppLink>
    </Page>
  );
}

/** A page that is still reading when one arrives, and gives way to another. */
function Second() {
  const [read, setRead] = useState(false);
  if (!read) {
    return (
      <Page key="reading" title="走访">
        <button type="button" onClick={() => setRead(true)}>
          读好了
        </button>
      </Page>
    );
  }
  return (
    <Page key="read" title="走访" count={28}>
      好
    </Page>
  );
}

async function app() {
  // Prepares what the browser has and this environment has not.
  (await renderScreen(null)).unmount();
  const root = createRootRoute({ component: Outlet });
  const first = createRoute({ getParentRoute: () => root, path: '/', component: First });
  const second = createRoute({ getParentRoute: () => root, path: '/second', component: Second });
  const router = createRouter({
    routeTree: root.addChildren([first, second]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  await router.load();
  render(
    <Look env="test">
      <RouterProvider router={router} />
    </Look>,
  );
  return userEvent.setup();
}

describe('a page', () => {
  it('names the window, and takes the focus to its heading on arriving but not at first', async () => {
    const user = await app();
    await screen.findByRole('heading', { name: '待办' });
    expect(document.title).toBe('待办 · 邻里');
    expect(document.activeElement).toBe(document.body);
    await user.click(screen.getByRole('link', { name: '走访' }));
    const heading = await screen.findByRole('heading', { name: '走访' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe('走访 · 邻里');
  });

  it('takes the focus over from a page that was still reading', async () => {
    const user = await app();
    await user.click(screen.getByRole('link', { name: '走访' }));
    await user.click(await screen.findByRole('button', { name: '读好了' }));
    const heading = await screen.findByRole('heading', { name: '走访 28' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });
});
