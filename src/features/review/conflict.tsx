import { Check, Undo2 } from 'lucide-react';
import type { AnyRecord } from '../../domain/record-type.ts';
import { canPutBack, handledBy } from '../../domain/rules/review.ts';
import { sameValue } from '../../domain/values.ts';
import { useDevice } from '../../store/device-context.tsx';
import { formatList } from '../../ui/format.ts';
import { NotKept } from '../../ui/not-kept.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { collectionOf } from './entry-words.ts';
import { valueInWords } from './field-shown.ts';
import { EntryPage, type EntryProps } from './entry-page.tsx';
import css from './review.module.css';
import { SameRecord } from './same-record.tsx';
import { decide, putBack } from './review-writes.ts';
import { SaidBy } from './said-by.tsx';
import { Value } from './value.tsx';
import { reviewWords } from './words.ts';

/** Two values of one field, written side by side: the one that stands and the one that does not. */
export function Conflict({ record, ...props }: EntryProps & { readonly record: AnyRecord | null }) {
  const { entry, review } = props;
  const say = useWords(reviewWords);
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  const c = collectionOf(entry);
  const { field, stands, other } = entry;
  const lines = (value: unknown): readonly string[] =>
    c && field !== undefined ? valueInWords(c, field, value, review.telling) : [];
  const allowed = canPutBack(review.reader, entry, record);
  const now = record && field !== undefined ? record[field] : undefined;
  const inUse = (side: typeof stands) =>
    record === null || side === undefined || sameValue(now ?? null, side.value ?? null);
  // Something else may have been written since, or this one put back.
  const moved = !inUse(stands);
  const isBack = moved && inUse(other);
  return (
    <EntryPage
      {...props}
      actions={
        <PrimaryButton icon={Check} onClick={() => void once(() => decide(store, entry, 'keep'))}>
          {say('keep')}
        </PrimaryButton>
      }
    >
      <SideBySide
        left={{
          title: say(moved ? 'stood' : 'stands'),
          detail: <SaidBy said={stands} review={review} />,
          chosen: !moved,
          children: <Value lines={lines(stands?.value)} />,
        }}
        right={{
          title: say(isBack ? 'stands' : 'other'),
          detail: <SaidBy said={other} review={review} />,
          chosen: isBack,
          children: <Value lines={lines(other?.value)} />,
          action: allowed && handledBy(entry) === null && (
            <QuietButton icon={Undo2} onClick={() => void once(() => putBack(store, entry))}>
              {say('putBack')}
            </QuietButton>
          ),
        }}
      />
      {moved && !isBack && <p>{say('changedSince', { value: formatList(lines(now)) })}</p>}
      {!allowed && <p className={css['quiet']}>{say(record ? 'mayNotChange' : 'recordGone')}</p>}
      <SameRecord entry={entry} review={review} />
      <NotKept failure={failure} />
    </EntryPage>
  );
}
