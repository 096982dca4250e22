import { createContext, useContext } from 'react';
import type { Ending } from '../domain/device-notice.ts';
import type { DeviceValue } from '../store/device-context.tsx';
import type { CallProblem } from '../protocol/server-calls.ts';
import type { DemoAnswer } from '../protocol/session.ts';

export type Enrolment =
  | { readonly ok: true; readonly device: DeviceValue }
  | { readonly ok: false; readonly problem: CallProblem };

/** What the app can do about signing in before anybody is. */
export interface SignInPorts {
  /** The device of whoever signed in here earlier, or null. */
  readonly restore: () => Promise<DeviceValue | null>;
  readonly enrol: (code: string, deviceName: string) => Promise<Enrolment>;
  readonly demo: () => Promise<DemoAnswer['people'] | null>;
  /** Calls `hear` when the server has ended this device's use and everything has been removed from it. */
  readonly onEnded: (hear: () => void) => () => void;
  /** Why there is nothing on this device, where that is so because its use was ended. */
  readonly endedHow: () => Ending | null;
}

export interface SignedIn {
  /** The device of whoever is signed in; null before enrolment and after signing out. */
  readonly device: DeviceValue | null;
  /** Signed in just now: the first sync is still to be seen. */
  readonly fresh: boolean;
  readonly ports: SignInPorts;
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
