import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';

export interface UpdateState {
  /** A new version has been fetched and waits for consent. */
  readonly waiting: boolean;
  /** Whether this browser can keep the app at all. */
  readonly kept: boolean;
}

let state: UpdateState = { waiting: false, kept: false };
let worker: Workbox | null = null;
const listeners = new Set<() => void>();
let refuse = (): void => undefined;
const refused = new Promise<void>((settle) => {
  refuse = settle;
});

function become(next: Partial<UpdateState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/**
 * Registers the service worker that keeps the app on the device. Where that fails (no such thing in this
 * browser, a captive portal's page instead of the script) the app works on, only not without a network.
 */
export async function startAppUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  let controlled = serviceWorker.controller !== null;
  // One tab agrees, the new worker takes over all of them, and each then loads what fits it.
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) window.location.reload();
    controlled = true;
  });
  worker = new Workbox('/service-worker.js');
  worker.addEventListener('waiting', () => become({ waiting: true }));
  try {
    const registration = await worker.register();
    if (registration?.waiting) become({ waiting: true });
    become({ kept: registration !== undefined });
  } catch {
    worker = null;
    refuse();
  }
}

/** How long a first sync waits for the app itself to be kept; a slow network must not hold up the work. */
const patience = 30_000;

/** Settles once the app's own files are on the device, or when waiting for them has no sense any more. */
export async function appIsKept(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await Promise.race([
    navigator.serviceWorker.ready,
    refused,
    new Promise((enough) => {
      setTimeout(enough, patience);
    }),
  ]);
}

/** Asks whether there is a new version; false when nobody could be asked. */
export async function checkForUpdate(): Promise<boolean> {
  try {
    await worker?.update();
    return worker !== null;
  } catch {
    return false;
  }
}

/** The person agrees: the waiting version takes over in every tab. */
export function acceptUpdate(): void {
  if (state.waiting) worker?.messageSkipWaiting();
  else window.location.reload();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAppUpdate(): UpdateState {
  return useSyncExternalStore(subscribe, () => state);
}
