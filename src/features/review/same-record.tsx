import { GitCompareArrows } from 'lucide-react';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { titleInWords } from './entry-words.ts';
import { reviewAddress, type Entry, type Review } from './use-review.ts';
import { reviewWords } from './words.ts';

/** What else waits to be decided about the same record: whoever looks at one field wants to know of the others. */
export function SameRecord({ entry, review }: { readonly entry: Entry; readonly review: Review }) {
  const say = useWords(reviewWords);
  const others = review.lists.open.filter(
    ({ id, about }) => id !== entry.id && about !== undefined && about.id === entry.about?.id,
  );
  if (others.length === 0) return null;
  return (
    <Section title={say('sameRecord')} count={others.length}>
      {others.map((other) => (
        <ListRow
          key={other.id}
          to={reviewAddress(other.id, review.part)}
          icon={GitCompareArrows}
          title={titleInWords(other, review, say)}
        />
      ))}
    </Section>
  );
}
