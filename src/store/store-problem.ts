export type StoreProblemCode = 'storageFull' | 'recordMissing' | 'storeClosed';

/** A local write that could not be done; `code` says why, in words the app has. */
export class StoreProblem extends Error {
  readonly code: StoreProblemCode;
  constructor(code: StoreProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'StoreProblem';
    this.code = code;
  }
}

/** Whether the disk was full, however deep the error that says so lies. */
export const isQuota = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { name, inner, cause } = error as { name?: string; inner?: unknown; cause?: unknown };
  return name === 'QuotaExceededError' || isQuota(inner) || isQuota(cause);
};

/** Runs a write; a full disk becomes `storageFull`, everything else stays what it was. */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isQuota(error) ? new StoreProblem('storageFull', error) : error;
  }
}
