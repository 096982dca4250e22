import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { DeviceProvider, useDevice, type DeviceValue } from '../../store/device-context.tsx';
import { screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { SignOutSheet } from './sign-out-sheet.tsx';

type Asked = { readonly evenUnsent?: boolean } | undefined;

/** The sheet on a device with `unsent` records waiting; keeps what it was asked to do. */
function Leaving({
  unsent,
  wrong,
  asked,
  onSignedOut,
}: {
  readonly unsent: number;
  /** What goes wrong with the first try. */
  readonly wrong: Error | null;
  readonly asked: Asked[];
  readonly onSignedOut: () => void;
}) {
  const device: DeviceValue = {
    ...useDevice(),
    signOut: (how) => {
      asked.push(how);
      if (wrong && asked.length === 1) return Promise.reject(wrong);
      const refused = unsent > 0 && how?.evenUnsent !== true;
      return Promise.resolve(refused ? { ok: false, unsent } : { ok: true });
    },
  };
  return (
    <DeviceProvider value={device}>
      <SignOutSheet onClose={() => undefined} onSignedOut={onSignedOut} />
    </DeviceProvider>
  );
}

async function drawn(unsent: number, wrong: Error | null = null) {
  const asked: Asked[] = [];
  let left = 0;
  const leave = () => {
    left += 1;
  };
  const { store, carried } = await screenOnDevice(
    <Leaving unsent={unsent} wrong={wrong} asked={asked} onSignedOut={leave} />,
    {
      grants: [],
      now: 0,
    },
  );
  return { asked, store, carried, left: () => left, user: userEvent.setup() };
}

describe('signing out', () => {
  it('is one question when everything is uploaded', async () => {
    const { asked, left, user } = await drawn(0);
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    await waitFor(() => expect(left()).toBe(1));
    expect(asked).toEqual([{ evenUnsent: false }]);
  });

  it('says so when it did not work, and can be tried again', async () => {
    vi.stubGlobal('reportError', () => undefined);
    const { left, user } = await drawn(0, new Error('the database is blocked'));
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    expect((await screen.findByRole('alert')).textContent).toBe('没能退出');
    expect(left()).toBe(0);
    await user.click(screen.getByRole('button', { name: '退出登录' }));
    await waitFor(() => expect(left()).toBe(1));
    vi.unstubAllGlobals();
  });

  it('says how much would be lost, and offers to upload or to have it carried first', async () => {
    const { left, user } = await drawn(3);
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    await screen.findByRole('dialog', { name: '还有 3 条没有上传' });
    expect(screen.getByRole('link', { name: '去上传' }).getAttribute('href')).toBe('/upload');
    expect(screen.getByRole('link', { name: '让别人带走' }).getAttribute('href')).toBe('/carry');
    expect(left()).toBe(0);
  });

  it('counts a draft as work that would be lost', async () => {
    const { asked, store, user } = await drawn(0);
    const half = { kind: 'round', place: 'c1/g01/b01/h0101', startedAt: 1, finishedAt: 0 } as const;
    await store.create('visits', half, { draft: true });
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    await screen.findByRole('dialog', { name: '还有 1 条没有上传' });
    expect(asked).toEqual([]);
  });

  it('counts what is carried for others, which nobody else may have', async () => {
    const { asked, carried, user } = await drawn(0);
    // Sealed: whoever carries it cannot tell more than that it is a parcel.
    await carried.take(new TextEncoder().encode('LINLI-P1'.padEnd(400, '.')));
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    await screen.findByRole('dialog', { name: '还带着别人的 1 份包裹' });
    await screen.findByText('您替别人带着 1 份包裹，还没有交到服务中心。现在退出就没有了。');
    expect(asked).toEqual([]);
  });

  it('gives up unsent work only after a second yes', async () => {
    const { asked, left, user } = await drawn(3);
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    await user.click(await screen.findByRole('button', { name: '不要了，仍然退出' }));
    await screen.findByRole('dialog', { name: '真的不要这 3 条了？' });
    expect(asked).toEqual([{ evenUnsent: false }]);
    await user.click(screen.getByRole('button', { name: '清除并退出' }));
    await waitFor(() => expect(left()).toBe(1));
    expect(asked.at(-1)).toEqual({ evenUnsent: true });
  });
});
