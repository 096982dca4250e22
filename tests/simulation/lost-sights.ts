/** What devices saw in a history that was lost counts for nothing in the one that came after it. */
export interface LostSights {
  /** The server has given out such a checkpoint. */
  gave(checkpoint: string): void;
  /** A backup was put back that ends with this number. */
  putBackTo(seq: number): void;
  /** Rows as they count when they come with this checkpoint. */
  counting(rows: readonly unknown[], checkpoint: string | null): readonly unknown[];
}

export function lostSights(): LostSights {
  let given = new Set<string>();
  let shared = Infinity;
  return {
    gave: (checkpoint) => void given.add(checkpoint),
    putBackTo(seq) {
      given = new Set();
      shared = Math.min(shared, seq);
    },
    counting(rows, checkpoint) {
      if (shared === Infinity || checkpoint === null || given.has(checkpoint)) return rows;
      return rows.map((row) => {
        const { op, seen } = row as { op?: unknown; seen?: unknown };
        const isSight = op === 'edit' && typeof seen === 'number';
        return isSight ? { ...(row as object), seen: Math.min(seen, shared) } : row;
      });
    },
  };
}
