import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { ComparedSection } from './compared-section.tsx';

const now = Date.parse('2026-11-21T10:40+08:00');
const found = { held: 374, mended: 0, differing: 0 };

async function drawn() {
  const device = await screenOnDevice(<ComparedSection />, {
    grants: [{ role: 'liaison', place: 'c1/g01/b01' }],
    records: [],
    now,
    route: '/upload',
    address: '/upload',
  });
  const says = (part: object) =>
    device.sync.saveStatus({ phase: 'upToDate', syncedAt: now, ...part });
  return { ...device, says };
}

const shown = () => screen.getByRole('status').textContent;

describe('和服务中心核对', () => {
  it('tells in plain words what was found', async () => {
    const { says } = await drawn();
    await waitFor(() => expect(shown()).toMatch(/还没有核对过/));
    await says({ compared: { ...found, at: now } });
    await waitFor(() => expect(shown()).toMatch(/374 条都对得上/));
    await says({ compared: { ...found, at: now + 1, mended: 2 } });
    await waitFor(() => expect(shown()).toMatch(/有 2 条对不上，已经自动改好/));
    await says({ compared: { ...found, at: now + 2, differing: 3 } });
    await waitFor(() => expect(shown()).toMatch(/还有 3 处对不上/));
  });

  it('asks when told to, and says so until the answer is there', async () => {
    const { says, compares } = await drawn();
    await says({ compared: { ...found, at: now } });
    await waitFor(() => expect(shown()).toMatch(/374 条都对得上/));
    await userEvent.click(screen.getByRole('button', { name: '现在核对' }));
    expect(compares()).toBe(1);
    await waitFor(() => expect(shown()).toMatch(/正在核对/));
    await says({ compared: { ...found, at: now + 1 } });
    await waitFor(() => expect(shown()).toMatch(/374 条都对得上/));
  });

  it('says why it cannot be done at once', async () => {
    const { says } = await drawn();
    await says({ phase: 'offline' });
    await userEvent.click(screen.getByRole('button', { name: '现在核对' }));
    await waitFor(() => expect(shown()).toMatch(/现在没有网络/));
  });
});
