/** Equality of two JSON values, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  );
}

/** Members of a set that only grows, by id; a member known already is left as it stands. */
export function unite(stored: readonly unknown[], added: readonly unknown[]): unknown[] {
  const known = new Set(stored.map((member) => (member as { id: string }).id));
  const fresh = added.filter((member) => {
    const { id } = member as { id: string };
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
  return [...stored, ...fresh];
}
