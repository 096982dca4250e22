import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { DataTable } from './data-table.tsx';
import { renderScreen } from './render-screen.tsx';

const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
const firstRow = () => screen.getAllByRole('rowheader')[0]?.textContent;

it('draws a hundred rows at a time, and orders all of them', async () => {
  const column = {
    key: 'n',
    title: '号',
    cell: (n: number) => n,
    order: (a: number, b: number) => a - b,
  };
  await renderScreen(<DataTable caption="号码" columns={[column]} rows={numbers} keyOf={String} />);
  expect(screen.getAllByRole('rowheader')).toHaveLength(100);
  await userEvent.click(screen.getByRole('button', { name: '号' }));
  await userEvent.click(screen.getByRole('button', { name: '号' }));
  expect(firstRow()).toBe('150');
  await userEvent.click(screen.getByRole('button', { name: '再看 50 行' }));
  expect(screen.getAllByRole('rowheader')).toHaveLength(150);
  expect(screen.queryByRole('button', { name: /再看/ })).toBeNull();
});
