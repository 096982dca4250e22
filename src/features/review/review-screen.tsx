import { CircleCheck, FileWarning, GitCompareArrows } from 'lucide-react';
import { handledBy } from '../../domain/rules/review.ts';
import { Dots } from '../../ui/dots.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatAgo } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { titleInWords } from './entry-words.ts';
import { ReviewEntry } from './review-entry.tsx';
import { reviewAddress, useReview, type Entry, type Part, type Review } from './use-review.ts';
import { reviewWords } from './words.ts';

const parts: readonly Part[] = ['open', 'handled'];

/** 复核: what two people wrote side by side, and what could not be merged, for a person to decide. */
export function ReviewScreen() {
  const say = useWords(reviewWords);
  const id = useParam('id');
  const beside = useRoomForTwo();
  const review = useReview();
  if (!review) {
    return (
      <Page title={say('title')}>
        <LoadingState />
      </Page>
    );
  }
  const back = beside ? undefined : reviewAddress('', review.part);
  const entry = [...review.lists.open, ...review.lists.handled].find((one) => one.id === id);
  return (
    <MasterDetail
      open={id !== ''}
      list={<ReviewList review={review} open={id} />}
      detail={
        id === '' ? (
          <EmptyState icon={GitCompareArrows} title={say('pick')}>
            {say('pickHint')}
          </EmptyState>
        ) : entry ? (
          <ReviewEntry key={id} entry={entry} review={review} back={back} />
        ) : (
          <Page pane title={say('gone')} back={back}>
            <EmptyState title={say('gone')} action={{ label: say('backToList'), to: '/review' }}>
              {say('goneHint')}
            </EmptyState>
          </Page>
        )
      }
    />
  );
}

function ReviewList({ review, open }: { readonly review: Review; readonly open: string }) {
  const say = useWords(reviewWords);
  const entries = review.lists[review.part];
  return (
    <Page title={say('title')} count={review.lists.open.length}>
      <FilterChips
        label={say('which')}
        value={review.part}
        onChange={review.setPart}
        choices={parts.map((part) => ({
          value: part,
          label: say(part),
          count: review.lists[part].length,
        }))}
      />
      {entries.length === 0 ? (
        <NoEntries part={review.part} />
      ) : (
        <VirtualList items={entries} keyOf={(entry) => entry.id} label={say('list')} estimate={100}>
          {(entry) => <ReviewRow entry={entry} review={review} selected={entry.id === open} />}
        </VirtualList>
      )}
    </Page>
  );
}

function NoEntries({ part }: { readonly part: Part }) {
  const say = useWords(reviewWords);
  return part === 'open' ? (
    <EmptyState icon={CircleCheck} title={say('emptyOpen')}>
      {say('emptyOpenHint')}
    </EmptyState>
  ) : (
    <EmptyState title={say('emptyHandled')} />
  );
}

function ReviewRow({
  entry,
  review,
  selected,
}: {
  readonly entry: Entry;
  readonly review: Review;
  readonly selected: boolean;
}) {
  const say = useWords(reviewWords);
  const what =
    entry.kind === 'conflict'
      ? say('conflictRow')
      : say('quarantineRow', { name: review.writerOf(entry.from ?? { by: '' }) });
  const detail = [
    what,
    review.telling.placeOf(entry.place),
    formatAgo(entry.createdAt, review.now),
  ];
  return (
    <ListRow
      to={reviewAddress(entry.id, review.part)}
      selected={selected}
      icon={entry.kind === 'conflict' ? GitCompareArrows : FileWarning}
      title={titleInWords(entry, review, say)}
      detail={<Dots of={detail} />}
      right={
        entry.unsentSince > 0 && handledBy(entry) !== null ? (
          <Pill tone="grey">{say('waiting')}</Pill>
        ) : undefined
      }
    />
  );
}
