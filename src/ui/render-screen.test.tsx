import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ListRow } from './list-row.tsx';
import { useParam, useSearchParam } from './link.tsx';
import { renderScreen } from './render-screen.tsx';

afterEach(cleanup);

function Door() {
  const [only, setOnly] = useSearchParam('only', 'all');
  return (
    <>
      <p>
        {useParam('place')} {only}
      </p>
      <button type="button" onClick={() => setOnly('watched')}>
        重点
      </button>
      <button type="button" onClick={() => setOnly('all')}>
        全部
      </button>
      <ListRow title="下一户" to="/raise?place=c1~g01" />
    </>
  );
}

describe('addresses', () => {
  it('carry a place, keep a filter as plain text and lead on with a search', async () => {
    const user = userEvent.setup();
    const { address } = await renderScreen(<Door />, {
      route: '/door/$place',
      address: '/door/c1~g01~b02',
    });
    expect(screen.getByText('c1~g01~b02 all')).toBeTruthy();
    await user.click(screen.getByText('重点'));
    await screen.findByText('c1~g01~b02 watched');
    expect(address()).toBe('/door/c1~g01~b02?only=watched');
    await user.click(screen.getByText('全部'));
    await screen.findByText('c1~g01~b02 all');
    expect(address()).toBe('/door/c1~g01~b02');
    const next = screen.getByRole('link', { name: '下一户' });
    expect(next.getAttribute('href')).toBe('/raise?place=c1~g01');
  });
});
