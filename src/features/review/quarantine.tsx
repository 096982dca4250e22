import { Archive, FileCheck } from 'lucide-react';
import { useState } from 'react';
import { canEdit } from '../../domain/access.ts';
import { placeKindOf } from '../../domain/place.ts';
import type { AnyRecord } from '../../domain/record-type.ts';
import { adoptionOf, quarantinedRow, type QuarantinedRow } from '../../domain/rules/review.ts';
import { useDevice } from '../../store/device-context.tsx';
import { formatList } from '../../ui/format.ts';
import { AppLink } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { recordInWords } from './entry-words.ts';
import { fieldInWords } from './field-shown.ts';
import { recordAddress } from './record-address.ts';
import { EntryPage, type EntryProps } from './entry-page.tsx';
import css from './review.module.css';
import { adopt, decide } from './review-writes.ts';
import { RowFields } from './row-fields.tsx';
import { SaidBy } from './said-by.tsx';
import { SetAsideSheet } from './set-aside-sheet.tsx';
import type { Entry, Review } from './use-review.ts';
import { reviewWords } from './words.ts';

/** Where a row would belong now: the server keeps it where its place has gone, if that is still a door. */
function presentPlace(entry: Entry, row: QuarantinedRow | null): string | null {
  const meant = row?.fields['place'];
  if (typeof meant !== 'string') return null;
  if (row?.c === 'places') return meant;
  return placeKindOf(entry.place) === placeKindOf(meant) ? entry.place : null;
}

/** What somebody wrote that could not be merged: as it came, why, and what can be done about it. */
export function Quarantine({
  record,
  ...props
}: EntryProps & { readonly record: AnyRecord | null }) {
  const { entry, review } = props;
  const say = useWords(reviewWords);
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  const row = quarantinedRow(entry);
  const place = presentPlace(entry, row);
  const { from } = entry;
  const adoption = adoptionOf(review.reader, row, { record, place, wroteFirst: from?.byName });
  const [asking, setAsking] = useState(false);
  const open = entry.receipts === undefined || entry.receipts.length === 0;
  const see = record && row ? recordAddress(row.c, record) : null;
  return (
    <EntryPage
      {...props}
      actions={
        adoption.do === 'nothing' ? (
          <PrimaryButton icon={Archive} onClick={() => setAsking(true)}>
            {say('setAside')}
          </PrimaryButton>
        ) : (
          <div className={css['bar']}>
            <QuietButton icon={Archive} onClick={() => setAsking(true)}>
              {say('setAside')}
            </QuietButton>
            <PrimaryButton
              icon={FileCheck}
              onClick={() => void once(() => adopt(store, entry, adoption))}
            >
              {say('adopt')}
            </PrimaryButton>
          </div>
        )
      }
    >
      <Section title={say('why')}>
        <p>
          <Why code={entry.problem} />
        </p>
        {from && (
          <p className={css['quiet']}>
            <SaidBy said={from} review={review} />
          </p>
        )}
      </Section>
      <Section title={say('wrote')}>
        {row && <p>{say(wrote[row.op], { record: recordInWords(entry, say) })}</p>}
        {row && <RowFields row={row} record={record} review={review} />}
      </Section>
      {open && <Possible adoption={adoption} row={row} record={record} review={review} />}
      {see !== null && (
        <p>
          <AppLink className={css['link']} to={see}>
            {say('seeRecord')}
          </AppLink>
        </p>
      )}
      <NotKept failure={failure} />
      {asking && (
        <SetAsideSheet
          onClose={() => setAsking(false)}
          onDecide={(note) => {
            setAsking(false);
            void once(() => decide(store, entry, 'setAside', note));
          }}
        />
      )}
    </EntryPage>
  );
}

const wrote = { create: 'wroteCreate', edit: 'wroteEdit', delete: 'wroteDelete' } as const;

function Why({ code }: { readonly code: string | undefined }) {
  const say = useWords(reviewWords);
  const problem = useProblemWords();
  if (code === 'placeMoved' || code === 'postEnded' || code === 'recordDeleted') {
    return say(`why.${code}`);
  }
  return problem(code ?? 'internal').why;
}

/** What adopting would do, or why it cannot be done. */
function Possible({
  adoption,
  row,
  record,
  review,
}: {
  readonly adoption: ReturnType<typeof adoptionOf>;
  readonly row: QuarantinedRow | null;
  readonly record: AnyRecord | null;
  readonly review: Review;
}) {
  const say = useWords(reviewWords);
  if (adoption.do === 'nothing') {
    return <p className={css['quiet']}>{say(`cannot.${adoption.why}`)}</p>;
  }
  const left =
    adoption.do === 'edit' && row && record
      ? Object.keys(row.fields).filter((name) => !canEdit(review.reader, row.c, record, name))
      : [];
  const fields = formatList(left.map((name) => fieldInWords(adoption.c, name, review.telling)));
  return (
    <>
      <p className={css['quiet']}>{say('adoptHint')}</p>
      {left.length > 0 && <p className={css['quiet']}>{say('partly', { fields })}</p>}
    </>
  );
}
