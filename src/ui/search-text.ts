/** Searches in addresses are plain texts, so that `?place=c1~g01&n=2` reads as it looks. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(search).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
  );
  const text = new URLSearchParams(entries).toString().replaceAll('%7E', '~');
  return text === '' ? '' : `?${text}`;
}
