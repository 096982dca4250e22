import type { ConflictSide } from '../../domain/notices.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import type { Review } from './use-review.ts';

/** Who wrote something, when by his device, and on which device. */
export function SaidBy({
  said,
  review,
}: {
  readonly said: Omit<ConflictSide, 'value'> | undefined;
  readonly review: Review;
}) {
  if (!said) return null;
  const name = review.nameOf(said.by);
  const device = review.deviceOf(said.device);
  // Many devices carry the name of whoever holds them.
  return <Dots of={[name, formatWhen(said.at, review.now), device === name ? null : device]} />;
}
