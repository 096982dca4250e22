/** How long after the last look the app opens again where it was; later, the day begins with what is to be done. */
const freshFor = 2 * 3_600_000;
const key = 'linli.lastPage';

/** Remembers the page in front of the person, so that a killed app opens there again. */
export function rememberPage(address: string, now: number): void {
  try {
    localStorage.setItem(key, JSON.stringify({ address, at: now }));
  } catch {
    // Without storage the app simply begins at its first page.
  }
}

/** The page to open at, or null when none was looked at lately. */
export function pageToReopen(now: number): string | null {
  try {
    const known = JSON.parse(localStorage.getItem(key) ?? 'null') as unknown;
    const { address, at } = Object(known) as { address?: unknown; at?: unknown };
    if (typeof address !== 'string' || typeof at !== 'number') return null;
    const inside = address.startsWith('/') && !address.startsWith('//') && address !== '/';
    return inside && now - at >= 0 && now - at < freshFor ? address : null;
  } catch {
    return null;
  }
}

/** Forgets it when somebody signs out: the next one has no business there. */
export function forgetPage(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}
