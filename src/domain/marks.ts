/**
 * What the server remembers of a field's last change: `stamp` (ms, clamped to arrival) decides, `said` is what
 * the device claimed and by which a repetition is known; `earlier` holds, per device, the last stamp taken in
 * from it that no longer stands.
 */
export interface Mark {
  readonly stamp: number;
  readonly said: number;
  readonly device: string;
  readonly by: string;
  readonly version: number;
  /** Another device that wrote the same value side by side: it means it too. */
  readonly also?: Also;
  readonly earlier?: Readonly<Record<string, number>>;
}
/** Who else stands by a value. */
export type Also = Pick<Mark, 'stamp' | 'device' | 'by'>;
export type Marks = Readonly<Record<string, Mark>>;

/** Whether what a device says with this stamp was taken in before, standing or not. */
export function wasTakenIn(mark: Mark, device: string, said: number): boolean {
  if (mark.device === device && said <= mark.said) return true;
  return (mark.earlier?.[device] ?? -1) >= said;
}

/** Whose value an edit goes against, if it is not the writer's own alone. */
export function opponent(mark: Mark, device: string): Also | null {
  if (mark.device !== device) return mark;
  return mark.also && mark.also.device !== device ? mark.also : null;
}

/** The mark with the other device that stands by the same value, so that neither is overruled in silence. */
export function seconded(mark: Mark, other: Also): Mark {
  if (other.device === mark.device) return mark;
  return { ...mark, also: { stamp: other.stamp, device: other.device, by: other.by } };
}

/** The stamps that no longer stand, with one more. */
export function remembering(
  mark: Mark | undefined,
  device: string,
  said: number,
): Record<string, number> {
  const earlier = { ...mark?.earlier };
  earlier[device] = Math.max(earlier[device] ?? 0, said);
  return earlier;
}

export function withEarlier(mark: Mark, earlier: Record<string, number>): Mark {
  return Object.keys(earlier).length > 0 ? { ...mark, earlier } : mark;
}
