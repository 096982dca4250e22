import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { useWords } from '../../ui/words.ts';
import { reviewWords } from './words.ts';

const reasons = ['entered', 'wrong', 'notNeeded', 'other'] as const;
type Reason = (typeof reasons)[number];

/** Asks why something is not taken over; the reason stays with the entry for whoever looks for it later. */
export function SetAsideSheet({
  onClose,
  onDecide,
}: {
  readonly onClose: () => void;
  readonly onDecide: (note: string) => void;
}) {
  const say = useWords(reviewWords);
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const own = words.trim();
  const decide = () => {
    if (reason === null || (reason === 'other' && own === '')) return setIncomplete(true);
    const parts = [reason === 'other' ? '' : say(`reason.${reason}`), own].filter(Boolean);
    return onDecide(parts.join('：'));
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say('setAsideTitle')}
      confirm={say('setAside')}
      onConfirm={decide}
    >
      <p>{say('setAsideHint')}</p>
      <ChoiceRow<Reason>
        label={say('reason')}
        paired
        value={reason}
        choices={reasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        onChange={(value) => {
          setReason(value);
          setIncomplete(false);
        }}
      />
      <Textarea
        label={say('reasonWords')}
        autosize
        minRows={2}
        maxLength={300}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setIncomplete(false);
        }}
      />
      {incomplete && <p role="alert">{say('reasonMissing')}</p>}
    </ConfirmSheet>
  );
}
