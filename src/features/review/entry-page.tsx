import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { handledBy } from '../../domain/rules/review.ts';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { recordInWords, titleInWords, type SayReview } from './entry-words.ts';
import { reviewAddress, type Entry, type Review } from './use-review.ts';
import { reviewWords } from './words.ts';

export interface EntryProps {
  readonly entry: Entry;
  readonly review: Review;
  readonly back: string | undefined;
}

/** The frame that both kinds share: what it is about, what was decided, and the way on. */
export function EntryPage({
  entry,
  review,
  back,
  actions,
  children,
}: EntryProps & {
  /** What can be decided; the way on takes its place once it has been. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useWords(reviewWords);
  const receipt = handledBy(entry);
  const next = review.lists.open.find(({ id }) => id !== entry.id);
  const kind = entry.kind === 'conflict' ? recordInWords(entry, say) : null;
  const over = [kind, review.telling.placeOf(entry.place)];
  return (
    <Page
      pane
      title={titleInWords(entry, review, say)}
      over={<Dots of={over} />}
      back={back}
      bottom={
        receipt === null ? (
          actions
        ) : next ? (
          <PrimaryButton icon={ChevronRight} to={reviewAddress(next.id, 'open')}>
            {say('next')}
          </PrimaryButton>
        ) : undefined
      }
    >
      {receipt !== null && (
        <Section title={say('handledAs')}>
          <p>{decisionInWords(entry, review, say)}</p>
        </Section>
      )}
      {children}
    </Page>
  );
}

function decisionInWords(entry: Entry, review: Review, say: SayReview): string {
  const receipt = handledBy(entry);
  if (!receipt) return '';
  const said = { name: review.nameOf(receipt.by), when: formatWhen(receipt.at, review.now) };
  if (receipt.choice === 'keep') return say('as.keep', said);
  if (receipt.choice === 'setAside')
    return say('as.setAside', { ...said, note: receipt.note ?? '' });
  if (receipt.choice !== 'putBack') return say('as.read', said);
  return say(entry.kind === 'conflict' ? 'as.putBack' : 'as.adopted', said);
}
