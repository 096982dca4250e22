import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useDevice } from '../store/device-context.tsx';
import { beginAtHeading } from '../ui/page.tsx';
import { LoadingState } from '../ui/states.tsx';
import { appIsKept } from './app-update.ts';
import { useSignedIn } from './signed-in.tsx';

const FirstSyncScreen = lazy(async () => ({
  default: (await import('../features/enrol/first-sync-screen.tsx')).FirstSyncScreen,
}));

/** The first sync is a step of its own: after enrolment, or when the app was closed in the middle of it. */
export function FirstSyncGate({ children }: { readonly children: ReactNode }) {
  const { store } = useDevice();
  const { fresh } = useSignedIn();
  const [open, setOpen] = useState(fresh);
  const [left, setLeft] = useState(false);
  const [kept, setKept] = useState(false);
  useEffect(() => void appIsKept().then(() => setKept(true)), []);
  useEffect(() => {
    // Not asked of useSyncStatus: that says "never synced" until the store has answered.
    const subscription = store.syncStatus.subscribe((status) => {
      if (status.syncedAt === null) setOpen(true);
    });
    return () => subscription.unsubscribe();
  }, [store]);
  const begin = () => {
    beginAtHeading();
    setLeft(true);
  };
  if (!open || left) return children;
  return (
    <Suspense fallback={<LoadingState />}>
      <FirstSyncScreen kept={kept} onBegin={begin} />
    </Suspense>
  );
}
