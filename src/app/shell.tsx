import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useDevice, useReader, useRecords, useSession } from '../store/device-context.tsx';
import { useLayout } from '../ui/layout.ts';
import { PageFoot, PageStatus } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { acceptUpdate, useAppUpdate } from './app-update.ts';
import { appWords } from './app-words.ts';
import { HandInBar } from './hand-in-bar.tsx';
import { InstallCard } from './install-card.tsx';
import { rememberPage } from './last-page.ts';
import { NavBar } from './nav-bar.tsx';
import css from './shell.module.css';
import { SyncStatusPill } from './sync-status-pill.tsx';
import { deskOf, isTopPage, tabsFor } from './tabs.ts';
import { UpdateBar } from './update-bar.tsx';

// These concern every page, but the first page need not wait for them.
const AlarmBanner = lazy(async () => ({
  default: (await import('../features/alarm/alarm-banner.tsx')).AlarmBanner,
}));
const LeftBehindBar = lazy(async () => ({
  default: (await import('../features/devices/left-behind-bar.tsx')).LeftBehindBar,
}));
const RestingBar = lazy(async () => ({
  default: (await import('../features/round/resting-bar.tsx')).RestingBar,
}));

const status = <SyncStatusPill />;
const installCard = <InstallCard />;

/** What stands around every page: the menu, the way past it, and quiet bars that concern the whole app. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useWords(appWords);
  const layout = useLayout();
  const { grants } = useReader();
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  useRememberedPage();
  const withMenu = layout !== 'phone' || isTopPage(path);
  const menu = <NavBar tabs={tabsFor(deskOf(grants), layout)} layout={layout} under={useUnder()} />;
  return (
    <div
      className={css['shell']}
      data-layout={layout}
      data-tabs={layout === 'phone' && withMenu ? true : undefined}
    >
      <a
        className={css['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {say('skip')}
      </a>
      {layout !== 'phone' && menu}
      <div className={css['content']}>
        <UpdateBar update={{ ...useAppUpdate(), accept: acceptUpdate }} />
        <HandInBar />
        <Suspense>
          <AlarmBanner />
          <LeftBehindBar />
        </Suspense>
        <main className={css['main']} id="main" ref={main} tabIndex={-1}>
          <PageStatus value={status}>
            <PageFoot value={path === '/today' ? installCard : null}>{children}</PageFoot>
          </PageStatus>
        </main>
      </div>
      {layout === 'phone' && withMenu && menu}
      <Suspense>
        <RestingBar />
      </Suspense>
    </div>
  );
}

function useRememberedPage(): void {
  const { store } = useDevice();
  const address = useLocation({ select: (location) => location.href });
  useEffect(() => {
    rememberPage(store, address).catch(reportError);
  }, [address, store]);
}

function useUnder(): string {
  const { person, community } = useSession();
  const place = useRecords('places', { where: { kind: 'community', place: community } })?.[0];
  return place ? `${place.name} · ${person.name}` : person.name;
}
