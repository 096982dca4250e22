/** Figures for an operator, in Prometheus' text format; never a name, a place or a record. */
export interface Counters {
  add(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  text(now: Readonly<Record<string, number>>): string;
}

/** Counters that start at zero with the process. */
export function makeCounters(): Counters {
  const counts = new Map<string, number>();
  return {
    add(name, labels = {}, by = 1) {
      const shown = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const key = shown.length > 0 ? `${name}{${shown.join(',')}}` : name;
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    text(now) {
      const lines = [...counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const gauges = Object.entries(now);
      return [...lines, ...gauges].map(([name, value]) => `linli_${name} ${value}\n`).join('');
    },
  };
}
