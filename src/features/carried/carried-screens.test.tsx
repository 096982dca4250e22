import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { sealedInFile, textOfSealed } from '../../store/sealed-file.ts';
import { screenOnDevice } from '../../../tests/support/screen-on-device.tsx';
import { CarryInScreen } from './carry-in-screen.tsx';
import { CarryOutScreen } from './carry-out-screen.tsx';
import { fileName } from './file-name.ts';

const now = Date.parse('2026-11-22T14:03+08:00');
const grants = [{ role: 'liaison', place: 'c1/g01/b01' }] as const;
const visit = {
  kind: 'round',
  place: 'c1/g01/b01/h0502',
  startedAt: now,
  finishedAt: now,
  outcome: 'met',
} as const;

/** Catches the file that is handed to the browser's downloads. */
function downloads(): File[] {
  const files: File[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (file: File) => {
        files.push(file);
        return 'blob:x';
      },
      revokeObjectURL: () => undefined,
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  return files;
}

const out = () =>
  screenOnDevice(<CarryOutScreen />, { grants, now, route: '/carry', address: '/carry' });
const others = () =>
  screenOnDevice(<CarryInScreen />, {
    grants,
    now,
    route: '/carry/others',
    address: '/carry/others',
  });

async function someParcel(): Promise<string> {
  const { store, carried, unmount } = await out();
  await store.create('visits', visit);
  const packed = await carried.pack();
  unmount();
  return packed.ok ? textOfSealed(packed.parcel) : '';
}

const choose = async (text: string, name = 'linli.linli') => {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input) await userEvent.upload(input, new File([text], name));
};

describe('让别人带走', () => {
  it('packs what waits, and hands it out as a file that says nothing of whom it is', async () => {
    const files = downloads();
    const { store } = await out();
    await store.create('visits', { ...visit, note: '水管漏了' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '把 1 条装成包裹' }));
    await user.click(await screen.findByRole('button', { name: '存成文件' }));
    await screen.findByText('已存到下载文件夹：linli-2026-11-22-1403.linli');
    const [file] = files;
    expect(file?.name).toBe('linli-2026-11-22-1403.linli');
    const content = await file?.text();
    expect(content).toMatch(/^linli:[\w-]+$/);
    expect(content).not.toContain('水管');
    expect(await screen.findByText('等回执')).toBeTruthy();
  });

  it('shows the parcel as QR codes, one after the other, that can be held', async () => {
    const { store } = await out();
    for (let n = 0; n < 6; n += 1) await store.create('visits', visit);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '把 6 条装成包裹' }));
    await user.click(await screen.findByRole('button', { name: '出示二维码' }));
    await user.click(await screen.findByRole('button', { name: '下一张' }));
    const code = await screen.findByRole('img', { name: /^第 \d 张，共 \d 张$/ });
    expect(code.getAttribute('src')).toMatch(/^data:image\/svg\+xml,/);
    expect(screen.getByRole('button', { name: '接着放' })).toBeTruthy();
  });

  it('says that it went by itself only after everything was sent since, whatever the clocks say', async () => {
    const { store, sync } = await out();
    // The phone's clock was set back two days since it last had a network.
    const day = 86_400_000;
    await sync.saveStatus({ phase: 'offline', syncedAt: now + 2 * day });
    await store.create('visits', visit);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '把 1 条装成包裹' }));
    await screen.findByText('等回执');
    await new Promise((later) => {
      setTimeout(later, 100);
    });
    expect(screen.queryByText('已自己上传')).toBeNull();
    await sync.saveStatus({ phase: 'upToDate', syncedAt: now - day });
    await screen.findByText('已自己上传');
  });

  it('is handed to another program as a text, which is taken in like the file', async () => {
    const shared: File[] = [];
    vi.stubGlobal(
      'navigator',
      Object.assign(navigator, {
        canShare: ({ files }: { files: File[] }) =>
          files.every(({ type }) => type === 'text/plain'),
        share: async ({ files }: { files: File[] }) => void shared.push(...files),
      }),
    );
    const { store, unmount } = await out();
    await store.create('visits', { ...visit, note: '水管漏了' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '把 1 条装成包裹' }));
    await user.click(await screen.findByRole('button', { name: '发给带的人' }));
    const [file] = shared;
    expect(file?.name).toBe('linli-2026-11-22-1403.linli.txt');
    const text = (await file?.text()) ?? '';
    expect(text).not.toContain('水管');
    unmount();
    await others();
    await choose(text, file?.name);
    await screen.findByText('收下了一份包裹，有网后自动交出。');
  });

  it('stays where it is when nobody takes it, and the other ways are still there', async () => {
    vi.stubGlobal(
      'navigator',
      Object.assign(navigator, {
        canShare: () => true,
        share: () => Promise.reject(new DOMException('closed', 'AbortError')),
      }),
    );
    const { store } = await out();
    await store.create('visits', visit);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '把 1 条装成包裹' }));
    await user.click(await screen.findByRole('button', { name: '发给带的人' }));
    expect(await screen.findByRole('button', { name: '存成文件' })).toBeTruthy();
    expect(await store.countOnlyHere()).toBe(1);
  });

  it('says so when there is nothing to carry', async () => {
    await out();
    expect(await screen.findByText('没有要带的')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /装成包裹/ })).toBeNull();
  });
});

describe('帮别人带', () => {
  it('takes a parcel from a file once, and lets go of it only after asking', async () => {
    const parcel = await someParcel();
    await others();
    await screen.findByText('还没有带着的包裹');
    await choose(parcel, 'anything.txt');
    await screen.findByText('收下了一份包裹，有网后自动交出。');
    await screen.findByText('等有网交出');
    await choose(parcel);
    await screen.findByText('这份包裹您已经带着了，不用再收。');
    expect(screen.getAllByText('等有网交出')).toHaveLength(1);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: '从这里去掉' }));
    await screen.findByRole('dialog', { name: '不带这份包裹了？' });
    await user.click(screen.getAllByRole('button', { name: '从这里去掉' }).at(-1) as HTMLElement);
    await screen.findByText('还没有带着的包裹');
  });

  it.each([
    ['a picture', '\u0089PNG'],
    ['a backup of records', '{"linli":"outbox"}'],
    ['an address', 'linli:https://evil.example/'],
    ['a cut parcel', 'linli:TElOTEktUDE'],
    ['nothing', ''],
  ])('does not take %s', async (_what, text) => {
    await others();
    await screen.findByText('还没有带着的包裹');
    await choose(text);
    await screen.findByText('这不是邻里的包裹或回执，没有收下。');
    expect(screen.queryByText('等有网交出')).toBeNull();
  });
});

it('a file is read as it was written, and a large one not at all', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, n) => n % 256);
  expect(await sealedInFile(new Blob([`${textOfSealed(bytes)}\r\n`]))).toEqual(bytes);
  expect(await sealedInFile(new Blob(['linli:', 'A'.repeat(3_000_000)]))).toBeNull();
  expect(fileName(now, 'receipt')).toBe('linli-2026-11-22-1403-receipt.linli');
});
