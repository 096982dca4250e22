import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { renderSVG } from 'uqr';
import { useDevice, useNow } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { formatWhen } from '../../ui/format.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './people.module.css';
import { peopleWords } from './words.ts';

/** A one-time code with which somebody signs in on a phone of his own: to read out, or to scan. */
export function SignInCode({ person }: { readonly person: string }) {
  const say = useWords(peopleWords);
  const explain = useProblemWords();
  const { server } = useDevice();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<{ readonly code: string; readonly expiresAt: number } | null>(
    null,
  );
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    const answer = await server.code(person);
    setBusy(false);
    setCode(answer.ok ? answer.value : null);
    setProblem(answer.ok ? null : explain(answer.problem.code).why);
  };
  const link = code && `${location.origin}/enrol#${code.code}`;
  return (
    <Card>
      <div className={css['stack']}>
        <p className={css['hint']}>{say('codeHint')}</p>
        {code && link && (
          <output className={css['stack']}>
            <span className={css['code']}>{code.code.replace(/^(.{4})/, '$1 ')}</span>
            <img
              className={css['qr']}
              src={`data:image/svg+xml,${encodeURIComponent(renderSVG(link))}`}
              alt={link}
            />
            <span className={css['hint']}>
              {say('codeUntil', { when: formatWhen(code.expiresAt, now) })}
            </span>
          </output>
        )}
        {problem !== null && <p role="alert">{say('codeFailed', { why: problem })}</p>}
        <QuietButton icon={KeyRound} loading={busy} onClick={() => void make()}>
          {say('makeCode')}
        </QuietButton>
      </div>
    </Card>
  );
}
