import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds at this moment; null where the system does not tell. */
export interface Held {
  readonly megabytes: number | null;
  readonly openFiles: number | null;
}

function told<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Memory and open files of a process, as Linux tells them. */
export function heldBy(pid: number): Held {
  return {
    megabytes: told(() => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
    }),
    openFiles: told(() => readdirSync(`/proc/${pid}/fd`).length),
  };
}
