import { isWordForOperator } from '../cli/choose-store.ts';
import { CopyRefused } from '../store/copy-store.ts';

/** What the person at the shell can mend about a backup. */
export class BackupRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'BackupRefused';
  }
}

/** Whether an error is told to the person at the shell in one line, without a stack. */
export function isWordForShell(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    error instanceof BackupRefused ||
    isWordForOperator(error) ||
    error instanceof CopyRefused ||
    (typeof code === 'string' && /^E[A-Z]+$/.test(code))
  );
}
