import type { ConflictSide } from '../../domain/notices.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { useWords } from '../../ui/words.ts';
import type { Review } from './use-review.ts';
import { reviewWords } from './words.ts';

/** Who wrote something, on which device, and when by that device: 王丽娟的红米 Note 12 · 11月20日 14:03. */
export function SaidBy({
  said,
  review,
}: {
  readonly said: Omit<ConflictSide, 'value'> | undefined;
  readonly review: Review;
}) {
  const say = useWords(reviewWords);
  if (!said) return null;
  const name = review.writerOf(said);
  const device = said.deviceName ?? review.deviceOf(said.device);
  const who = device === null ? name : say('onDevice', { name, device });
  return <Dots of={[who, formatWhen(said.at, review.now)]} />;
}
