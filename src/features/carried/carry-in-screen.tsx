import { CloudUpload, Package, PackageCheck, PackageX, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { CarriedEntry } from '../../store/carried-entry.ts';
import { useCarried, useDevice, useNow } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { formatSentence, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './carried.module.css';
import { fileName } from './file-name.ts';
import { HandOut } from './hand-out.tsx';
import { TakeIn } from './take-in.tsx';
import { carriedWords, type SayCarried } from './words.ts';

/** What this device carries for people without a network: taken in, handed over by itself, receipts to bring back. */
export function CarryInScreen() {
  const say = useWords(carriedWords);
  const carried = useCarried();
  return (
    <Page title={say('inTitle')} back="/upload">
      <Card>
        <div className={css['stack']}>
          <p>{say('inHint')}</p>
          <TakeIn />
        </div>
      </Card>
      {!carried && <LoadingState />}
      {carried?.length === 0 && (
        <EmptyState icon={Package} title={say('noneYet')}>
          {say('noneYetHint')}
        </EmptyState>
      )}
      {carried && carried.length > 0 && (
        <Section title={say('carrying')} count={carried.length}>
          {carried.map((entry) => (
            <CarriedCard key={entry.id} entry={entry} />
          ))}
        </Section>
      )}
    </Page>
  );
}

const looks = {
  waiting: { tone: 'amber', icon: CloudUpload },
  delivered: { tone: 'teal', icon: PackageCheck },
  refused: { tone: 'alarm', icon: PackageX },
} as const;

const kinds = ['taken', 'known', 'review', 'refused'] as const;

/** How many went which way; what did not happen is not told. */
function told(counts: NonNullable<CarriedEntry['counts']>, say: SayCarried): string {
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => say(`count.${kind}`, { n: counts[kind] }))
    .join(say('and'));
}

function CarriedCard({ entry }: { readonly entry: CarriedEntry }) {
  const say = useWords(carriedWords);
  const explain = useProblemWords();
  const { carried } = useDevice();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const [returning, setReturning] = useState(false);
  const { state, counts, receipt, problem } = entry;
  const why = problem === undefined ? null : explain(problem);
  const drop = () => void carried.drop(entry.id);
  return (
    <Card edge={looks[state].tone}>
      <div className={css['stack']}>
        <div className={css['head']}>
          <strong>{say('takenAt', { when: formatWhen(entry.takenAt, now) })}</strong>
          <Pill tone={looks[state].tone} icon={looks[state].icon}>
            {say(state)}
          </Pill>
        </div>
        {counts && <p>{told(counts, say)}</p>}
        {why && (
          <p>
            <strong>{formatSentence(why.why)}</strong>
            {why.next}
          </p>
        )}
        {receipt && returning && (
          <>
            <p>{say('receiptFor')}</p>
            <HandOut sealed={receipt} name={fileName(entry.takenAt, 'receipt')} />
          </>
        )}
        {receipt && !returning && (
          <QuietButton icon={Undo2} onClick={() => setReturning(true)}>
            {say('receipt')}
          </QuietButton>
        )}
        <QuietButton icon={Trash2} onClick={state === 'waiting' ? () => setAsking(true) : drop}>
          {say('drop')}
        </QuietButton>
      </div>
      <ConfirmSheet
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('dropTitle')}
        confirm={say('drop')}
        tone="alarm"
        onConfirm={drop}
      >
        <p>{say('dropHint')}</p>
      </ConfirmSheet>
    </Card>
  );
}
