import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { DeviceProvider, useSyncStatus } from '../store/device-context.tsx';
import { EnrolPage } from './enrol-page.tsx';
import { FirstSyncGate } from './first-sync-gate.tsx';
import { Shell } from './shell.tsx';
import { useSignedIn } from './signed-in.tsx';

/** Before enrolment there is one screen; after it everything stands in the shell. */
export function Root() {
  const { device } = useSignedIn();
  const path = useLocation({ select: (location) => location.pathname });
  if (!device) return path === '/enrol' ? <Outlet /> : <Navigate to="/enrol" replace />;
  if (path === '/enrol') {
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
  return phase === 'signedOut' ? <EnrolPage /> : <Navigate to="/" replace />;
}
