import { createContext, useContext } from 'react';
import type { DeviceValue } from '../store/device-context.tsx';

export interface SignedIn {
  /** The device of whoever is signed in; null before enrolment and after signing out. */
  readonly device: DeviceValue | null;
  readonly enrolled: (device: DeviceValue) => void;
  readonly signedOut: () => void;
}

/** Whether somebody is signed in: the one thing the root of all routes asks. */
export const SignedInContext = createContext<SignedIn | null>(null);

export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error('useSignedIn outside of the app');
  return signedIn;
}
