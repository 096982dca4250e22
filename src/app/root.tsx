import { Navigate, Outlet, useMatches } from '@tanstack/react-router';
import { DeviceProvider, useSyncStatus } from '../store/device-context.tsx';
import { FirstSyncGate } from './first-sync-gate.tsx';
import { Shell } from './shell.tsx';
import { useSignedIn } from './signed-in.tsx';

/** Before enrolment there is one screen; after it everything stands in the shell. */
export function Root() {
  const { device } = useSignedIn();
  // The page that is drawn, which during a change of page is still the one before.
  const matches = useMatches() as readonly { readonly fullPath: string }[];
  const page = matches.at(-1)?.fullPath;
  if (!device) return page === '/enrol' ? <Outlet /> : <Navigate to="/enrol" replace />;
  if (page === '/enrol') {
    return (
      <DeviceProvider value={device}>
        <EnrolAgain />
      </DeviceProvider>
    );
  }
  return (
    <DeviceProvider value={device}>
      <FirstSyncGate>
        <Shell>
          <Outlet />
        </Shell>
      </FirstSyncGate>
    </DeviceProvider>
  );
}

/** A device whose session has ended keeps its work and is enrolled again by the same person. */
function EnrolAgain() {
  const { phase } = useSyncStatus();
  return phase === 'signedOut' ? <Outlet /> : <Navigate to="/" replace />;
}
