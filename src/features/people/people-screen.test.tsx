import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { building, firstGrid, now } from '../../../tests/support/first-grid.ts';
import { received, screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { PeopleScreen } from './people-screen.tsx';

const person = (name: string, door: string, fields: object = {}) =>
  received('people', { kind: 'resident', place: `${building}/${door}`, name, ...fields }, 1);
const records = [
  ...firstGrid,
  received('places', { kind: 'household', place: `${building}/h302`, name: '302' }, 1),
  person('何秀兰', 'h302', {
    birthDate: '1940-03-01',
    phone: '131',
    livesAlone: true,
    grade: 'low',
  }),
  person('许桂芳', 'h302', { birthDate: '1961-05-02' }),
];

const people = (address = '/people') =>
  screenOnDevice(<PeopleScreen />, {
    grants: [{ role: 'admin', place: 'c1' }],
    records,
    now,
    route: '/people',
    address,
  });

describe('居民 on a desktop', () => {
  beforeEach(() => {
    const wide = { matches: true, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    vi.stubGlobal('matchMedia', (media: string) => ({ ...wide, media }));
    return () => vi.unstubAllGlobals();
  });

  it('is a table that can be put in the order of any age', async () => {
    await people();
    const table = within(await screen.findByRole('table', { name: '居民' }));
    const cells = table.getAllByRole('row')[1]?.textContent;
    expect(cells).toBe('何秀兰第一网格 · 5号楼1单元 30286131独居重点');
    await userEvent.click(table.getByRole('button', { name: '年龄' }));
    const names = table.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(names).toEqual(['许桂芳', '何秀兰']);
  });

  it('leads to the person, and to the door of a household that was found', async () => {
    await people('/people?q=302');
    const links = (await screen.findAllByRole('link')).map((link) => link.getAttribute('href'));
    expect(links.at(-1)).toBe('/door/c1~g1~b1~h302');
    expect(links.filter((address) => address?.startsWith('/people/'))).toHaveLength(2);
  });
});

describe('居民 on a phone', () => {
  it('is a list of the same', async () => {
    await people();
    expect((await screen.findByRole('link', { name: /何秀兰/ })).textContent).toContain('86 岁');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
