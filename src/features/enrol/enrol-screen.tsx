import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import { CodeForm } from './code-form.tsx';
import { DemoPeople, type DemoPerson } from './demo-people.tsx';
import { deviceKind } from './device-kind.ts';
import css from './enrol.module.css';
import { FirstChoices } from './first-choices.tsx';
import { codeIn } from './sign-in-code.ts';
import { enrolWords } from './words.ts';

export type EnrolAttempt =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: { readonly code: string } };

/** The phone itself failed: its store cannot be opened, its disk is full. */
const failed = (error: unknown): EnrolAttempt => {
  const { code } = Object(error) as { code?: unknown };
  return { ok: false, problem: { code: typeof code === 'string' ? code : 'internal' } };
};

export interface EnrolScreenProps {
  /** Enrols this device with a code; on success the app goes on by itself. */
  readonly enrol: (code: string, deviceName: string) => Promise<EnrolAttempt>;
  /** The people of a demo community, or null where there is none. */
  readonly demo: () => Promise<readonly DemoPerson[] | null>;
  /** Whose unsent work this device holds, when its session has ended: only that person can go on here. */
  readonly holder?: string | undefined;
  /** Why there is nothing on this device any more, where somebody has ended its use. */
  readonly ended?: 'lost' | 'returned' | null;
}

/** The first screen of all: choose the size of the letters, then say who one is. */
export function EnrolScreen({ enrol, demo, holder, ended = null }: EnrolScreenProps) {
  const say = useWords(enrolWords);
  const sayProblem = useProblemWords();
  const hash = useLocation({ select: (location) => location.hash });
  const [code, setCode] = useState(() => codeIn(hash));
  const [linked, setLinked] = useState(hash);
  // A second link opened on this same page changes nothing but the fragment.
  if (linked !== hash) {
    setLinked(hash);
    if (codeIn(hash) !== '') setCode(codeIn(hash));
  }
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const signIn = async (chosen: string) => {
    setBusyWith(chosen);
    setProblem(null);
    const attempt = await enrol(chosen, say(deviceKind(navigator.userAgent))).catch(failed);
    if (!attempt.ok) setProblem(attempt.problem.code);
    setBusyWith(null);
  };

  const otherPerson = holder !== undefined && problem === 'notAllowed';
  const said = problem === null ? null : sayProblem(problem);
  const fault = otherPerson
    ? { why: say('otherPerson', { name: holder }), next: say('otherPersonHint') }
    : said;
  return (
    <main className={css['screen']}>
      <FirstChoices />
      <header className={css['brand']}>
        <Mark size={3.6} />
        <h1 className={css['name']}>{say('name')}</h1>
        <p className={css['motto']}>{say('motto')}</p>
      </header>
      {holder !== undefined && (
        <Card tone="amber">
          <strong>{say('holder', { name: holder })}</strong>
          <p>{say('holderHint')}</p>
        </Card>
      )}
      {ended !== null && (
        <Card tone="amber">
          <strong>{say('ended')}</strong>
          <p>{say(ended === 'lost' ? 'endedLost' : 'endedReturned')}</p>
          <p>{say('endedNext')}</p>
        </Card>
      )}
      <CodeForm
        code={code}
        onCode={(next) => {
          setCode(next);
          setProblem(null);
        }}
        busy={busyWith !== null}
        problem={fault}
        onSignIn={(chosen) => void signIn(chosen)}
      />
      <DemoPeople load={demo} busyWith={busyWith} onChoose={(chosen) => void signIn(chosen)} />
    </main>
  );
}
