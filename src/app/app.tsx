import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { DeviceValue } from '../store/device-context.tsx';
import { LoadingState, ErrorState } from '../ui/states.tsx';
import { useWords } from '../ui/words.ts';
import { appWords } from './app-words.ts';
import { appRouter } from './routes.tsx';
import { SignedInContext, type SignInPorts } from './signed-in.tsx';

type Started = { readonly device: DeviceValue | null; readonly fresh: boolean };

const router = appRouter();

/** Opens the device's store, if somebody signed in here, and then the page of the address. */
export function App({ ports }: { readonly ports: SignInPorts }) {
  const say = useWords(appWords);
  const [started, setStarted] = useState<Started | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    ports.restore().then(
      (device) => setStarted({ device, fresh: false }),
      (error: unknown) => {
        reportError(error);
        setFailed(true);
      },
    );
  }, [ports]);
  useEffect(() => ports.onEnded(() => setStarted({ device: null, fresh: false })), [ports]);
  const value = useMemo(
    () =>
      started && {
        ...started,
        ports,
        enrolled: (device: DeviceValue) =>
          setStarted((before) => ({ device, fresh: before?.device !== device })),
        signedOut: () => setStarted({ device: null, fresh: false }),
      },
    [started, ports],
  );
  if (failed) {
    return (
      <ErrorState title={say('startFailed')} onRetry={() => window.location.reload()}>
        {say('startFailedHint')}
      </ErrorState>
    );
  }
  if (!value) return <LoadingState label={say('starting')} />;
  return (
    <SignedInContext value={value}>
      <RouterProvider router={router} />
    </SignedInContext>
  );
}
