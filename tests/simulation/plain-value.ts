/** One text for one JSON value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}

type Parts = Readonly<Record<string, unknown>>;

const isParted = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

const named = (parts: Parts): string[] =>
  Object.keys(parts).filter((name) => parts[name] !== undefined);

/** Whether two values have one canonical text. The oracles ask this most of their time; no text is made for it. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isParted(a) || !isParted(b))
    return !isParted(a) && !isParted(b) && canonical(a) === canonical(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    const others = b as unknown[];
    return a.every((part, at) => isSame(part, others[at]));
  }
  const names = named(a);
  return (
    names.length === named(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}

const base = ['id', 'kind', 'place', 'involves', 'createdAt', 'createdBy', 'version', 'receivedAt'];

/** A record's own fields, without what every record has. */
export function ownFields(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !base.includes(name)));
}

/** Fields that are sets which only grow, by collection. */
export const growing: Readonly<Record<string, readonly string[]>> = {
  needs: ['steps'],
  visits: ['acks'],
  notices: ['receipts'],
};

export interface Member {
  readonly id: string;
  readonly by?: string;
  readonly device?: string;
  readonly note?: string;
}
