import { TextInput } from '@mantine/core';
import { LogIn, ScanQrCode } from 'lucide-react';
import { lazy, Suspense, useState, type SyntheticEvent } from 'react';
import { formatSentence } from '../../ui/format.ts';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import type { ProblemSaid } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './enrol.module.css';
import { codeIn, faultOf, spacedCode } from './sign-in-code.ts';
import { enrolWords } from './words.ts';

const ScanSheet = lazy(async () => ({ default: (await import('./scan-sheet.tsx')).ScanSheet }));

/** The code, typed or scanned. What was typed stays, whatever happens to it. */
export function CodeForm({
  code,
  onCode,
  busy,
  problem,
  onSignIn,
}: {
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly busy: boolean;
  readonly problem: ProblemSaid | null;
  readonly onSignIn: (code: string) => void;
}) {
  const say = useWords(enrolWords);
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const [scanning, setScanning] = useState(false);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = faultOf(code);
    setFault(found);
    if (found === null) onSignIn(code);
  };
  const change = (typed: string) => {
    setFault(null);
    onCode(codeIn(typed));
  };
  const error =
    fault !== null
      ? say(fault, { n: code.length })
      : problem && `${formatSentence(problem.why)}${problem.next}`;
  return (
    <form className={css['form']} onSubmit={send} noValidate>
      <TextInput
        label={say('codeLabel')}
        description={say('codeHint')}
        error={error}
        classNames={{ input: css['code'] ?? '' }}
        value={spacedCode(code)}
        onChange={(event) => change(event.currentTarget.value)}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        placeholder="ABCD 2345"
        errorProps={{ role: 'alert' }}
      />
      <PrimaryButton type="submit" icon={LogIn} loading={busy}>
        {say(busy ? 'signingIn' : 'signIn')}
      </PrimaryButton>
      <QuietButton icon={ScanQrCode} onClick={() => setScanning(true)}>
        {say('scan')}
      </QuietButton>
      {scanning && (
        <Suspense>
          <ScanSheet
            onClose={() => setScanning(false)}
            onCode={(scanned) => {
              setScanning(false);
              change(scanned);
              onSignIn(scanned);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}
