/** Far more levels than any record has, and far fewer than would use up the stack. */
const deepest = 32;

/** Whether a value goes down no further than a record ever does: what is deeper can be read and not be written. */
export function isShallow(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (left === 0) return false;
  return Object.values(value).every((part) => isShallow(part, left - 1));
}
