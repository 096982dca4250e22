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

export const isSame = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

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
