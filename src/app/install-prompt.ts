import { useSyncExternalStore } from 'react';

/** What Chromium offers when the app can be put on the home screen. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

export type InstallWay = 'offered' | 'ios' | 'none';

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

function tell(next: InstallOffer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** Keeps the browser's offer, which comes once and early, until the person asks for it. */
export function startInstallPrompt(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    tell(event as InstallOffer);
  });
  window.addEventListener('appinstalled', () => tell(null));
}

function isInstalled(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches;
}

function way(): InstallWay {
  if (offer) return 'offered';
  const ios = /iphone|ipad|ipod/i.test(navigator.userAgent);
  return ios && !isInstalled() ? 'ios' : 'none';
}

export async function install(): Promise<void> {
  const asked = offer;
  tell(null);
  await asked?.prompt();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How the app can be put on the home screen of this device, if at all. */
export function useInstallWay(): InstallWay {
  return useSyncExternalStore(subscribe, way);
}
