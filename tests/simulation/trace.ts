import { createHash } from 'node:crypto';

/** Everything that happened, as one number, and the last of it in words. */
export interface Trace {
  note(text: string): void;
  digest(): string;
  lines(): readonly string[];
}

export function trace(keep = 120): Trace {
  const hash = createHash('sha256');
  const lines: string[] = [];
  return {
    note(text) {
      hash.update(text);
      hash.update('\n');
      lines.push(text);
      if (lines.length > 2 * keep) lines.splice(0, keep);
    },
    digest: () => hash.copy().digest('hex').slice(0, 16),
    lines: () => lines.slice(-keep),
  };
}
