import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDevice, useReader } from '../../store/device-context.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { fitFor, takeStep } from './need-writes.ts';
import { sheetWords } from './sheet-words.ts';
import { Skipped } from './skipped.tsx';
import type { SheetProps } from './triage-sheet.tsx';

const reasons = ['repeated', 'withdrawn', 'outside', 'unreachable', 'other'] as const;
const results = ['solved', 'partly', 'referred'] as const;

const sentence = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('：');

/** Declines one need or several, with a reason that is kept and told. */
export function DeclineSheet({ needs, onClose, onTaken }: SheetProps) {
  const say = useWords(sheetWords);
  const { store } = useDevice();
  const fitting = fitFor(useReader(), needs, 'declined');
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const { once, failure } = useAttempt();
  const wordsMissing = reason === 'other' && words.trim() === '';
  const confirm = () => {
    setTried(true);
    if (reason === null || wordsMissing) return;
    const note = reason === 'other' ? words.trim() : sentence(say(`reason.${reason}`), words);
    void once(async () => onTaken(await takeStep(store, fitting, { step: 'declined', note })), {
      leaves: true,
    });
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={needs.length > 1 ? say('declineMany', { n: fitting.length }) : say('declineTitle')}
      confirm={fitting.length > 0 ? say('declineConfirm') : undefined}
      onConfirm={confirm}
      tone="alarm"
    >
      <Skipped all={needs.length} fitting={fitting.length} />
      <ChoiceRow
        label={say('reason')}
        value={reason}
        onChange={setReason}
        choices={reasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        error={tried && reason === null ? say('reasonMissing') : undefined}
      />
      <Textarea
        label={say('declineWords')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        error={tried && wordsMissing ? say('declineOtherMissing') : undefined}
        maxLength={900}
        rows={2}
      />
      <NotKept failure={failure} />
    </ConfirmSheet>
  );
}

/** Finishes a need, with what came of it. */
export function DoneSheet({ needs, onClose, onTaken }: SheetProps) {
  const say = useWords(sheetWords);
  const { store } = useDevice();
  const fitting = fitFor(useReader(), needs, 'done');
  const [result, setResult] = useState<(typeof results)[number]>('solved');
  const [words, setWords] = useState('');
  const { once, failure } = useAttempt();
  const note = sentence(say(`result.${result}`), words);
  const confirm = () =>
    once(async () => onTaken(await takeStep(store, fitting, { step: 'done', note })), {
      leaves: true,
    });
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say('doneTitle')}
      confirm={fitting.length > 0 ? say('doneConfirm') : undefined}
      onConfirm={() => void confirm()}
    >
      <Skipped all={needs.length} fitting={fitting.length} />
      <ChoiceRow
        label={say('result')}
        value={result}
        onChange={setResult}
        choices={results.map((value) => ({ value, label: say(`result.${value}`) }))}
      />
      <Textarea
        label={say('doneWords')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={900}
        rows={2}
      />
      <NotKept failure={failure} />
    </ConfirmSheet>
  );
}
