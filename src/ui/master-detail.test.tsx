import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { AppLink, useParam } from './link.tsx';
import { MasterDetail } from './master-detail.tsx';
import { Page } from './page.tsx';
import { renderScreen } from './render-screen.tsx';

function Both() {
  const id = useParam('id');
  return (
    <MasterDetail
      open={id !== ''}
      list={
        <Page title="名单">
          <AppLink to="/list/one">一</AppLink>
          <AppLink to="/list">全部</AppLink>
        </Page>
      }
      detail={
        id === '' ? null : (
          <Page pane title={`第 ${id}`}>
            内容
          </Page>
        )
      }
    />
  );
}

describe('a list and what was picked from it', () => {
  it('gives the focus and the name of the window to what was picked, and back', async () => {
    const user = userEvent.setup();
    await renderScreen(<Both />, { route: '/list/{-$id}', address: '/list' });
    await user.click(screen.getByText('一'));
    const heading = await screen.findByRole('heading', { name: '第 one' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe('第 one · 邻里');
    await user.click(screen.getByText('全部'));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { name: '名单' })),
    );
    expect(document.title).toBe('名单 · 邻里');
  });
});
