import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDevice } from '../../store/device-context.tsx';
import type { ReturnedEntry } from '../../store/returned-entry.ts';
import { useBusyForm } from '../../ui/busy-form.ts';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import { uploadWords } from './words.ts';
import { fieldName, typedIn, writtenIn } from './written.ts';

/** The person's own words once more, to be corrected and sent again. */
export function FixSheet({
  entry,
  onClose,
}: {
  readonly entry: ReturnedEntry;
  readonly onClose: () => void;
}) {
  const say = useWords(uploadWords);
  const sayProblem = useProblemWords();
  const { store } = useDevice();
  const written = writtenIn(entry);
  const names = typedIn(written);
  const [change, setChange] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  useBusyForm(Object.keys(change).length > 0);
  const blamed = entry.problem?.field;
  const send = async () => {
    try {
      await store.resend(entry.id, change);
      onClose();
    } catch (error) {
      const { code } = error as { code?: string };
      setFailure(sayProblem(code ?? 'internal').why);
    }
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say('fixTitle')}
      confirm={say('send')}
      onConfirm={() => void send()}
    >
      {names.length === 0 && <p>{say('fixNothing')}</p>}
      {names.map((name) => (
        <Textarea
          key={name}
          label={fieldName(name, say, uploadWords) ?? name}
          autosize
          minRows={name === 'what' || name === 'note' ? 3 : 1}
          value={change[name] ?? String(written[name])}
          error={name === blamed && change[name] === undefined ? say('fixThis') : null}
          onChange={(event) => setChange({ ...change, [name]: event.currentTarget.value })}
        />
      ))}
      {failure !== null && <p role="alert">{say('sendFailed', { why: failure })}</p>}
    </ConfirmSheet>
  );
}
